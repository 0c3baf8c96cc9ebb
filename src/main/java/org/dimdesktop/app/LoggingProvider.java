package org.dimdesktop.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.classic.util.LogbackMDCAdapter;

/**
 * Logback as the launchers start it: set up in code by whoever wants to log ({@link Logging} of the
 * window, {@link DaemonWiring} of the daemon), and silent until then. Logback's own start opens
 * every jar in search of a configuration that is in none.
 */
public final class LoggingProvider extends LogbackServiceProvider {
  @Override
  public void initialize() {
    LoggerContext context = (LoggerContext) getLoggerFactory();
    context.setName("default");
    context.setMDCAdapter((LogbackMDCAdapter) getMDCAdapter());
    context.start();
  }
}
