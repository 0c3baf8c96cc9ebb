package org.dimdesktop.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.build.EngineImageBuilder;
import org.dimdesktop.dim.daemon.DaemonConfig;
import org.dimdesktop.dim.daemon.DimDaemon;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.slf4j.LoggerFactory;

/** A daemon that stands alone, with the engine it builds on; nothing of the window is loaded. */
public final class DaemonWiring implements AutoCloseable {
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final EngineConnection engine;
  private final DimDaemon daemon;

  /**
   * Starts the daemon on the engine that the docker command line would use.
   *
   * @throws FailureException when no engine is chosen, or the daemon can't start
   */
  public DaemonWiring(DaemonConfig config) {
    EngineContexts.Selection selection =
        new EngineContexts(System.getenv(), Path.of(System.getProperty("user.home"))).current();
    if (selection.endpoint() == null) {
      throw new FailureException(
          selection.failure() != null
              ? selection.failure()
              : new Failure.NotFound("find", "a Docker Engine", "none is set up"));
    }
    engine = new EngineConnection(selection.endpoint());
    try {
      daemon =
          DimDaemon.start(
              config,
              () -> new EngineImageBuilder(engine, new ImageService(engine), io),
              Version.text());
    } catch (RuntimeException e) {
      engine.close();
      io.shutdownNow();
      throw e;
    }
  }

  /** Logs onto standard error, for a service manager to keep. */
  public static void logToConsole(boolean chatty) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{24} - %msg%n");
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(console);
    // A lost connection is told by the daemon, in one line; the pool would add its stack traces.
    context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    if (chatty) {
      context.getLogger("org.dimdesktop").setLevel(Level.INFO);
    }
  }

  /** The running daemon. */
  public DimDaemon daemon() {
    return daemon;
  }

  @Override
  public void close() {
    daemon.close();
    engine.close();
    io.shutdownNow();
  }
}
