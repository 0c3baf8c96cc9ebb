package org.dimdesktop.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.build.BuilderPool;
import org.dimdesktop.build.EngineImageBuilder;
import org.dimdesktop.build.ImageBuilder;
import org.dimdesktop.dim.daemon.DaemonConfig;
import org.dimdesktop.dim.daemon.DimDaemon;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.slf4j.LoggerFactory;

/** A daemon that stands alone, with the engine it builds on; nothing of the window is loaded. */
public final class DaemonWiring implements AutoCloseable {
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final List<EngineConnection> engines = new ArrayList<>();
  private final DimDaemon daemon;

  /**
   * Starts the daemon.
   *
   * @param contexts the docker contexts to build on; none means the engine that the docker command
   *     line would use
   * @throws FailureException when an engine is not known, or the daemon can't start
   */
  public DaemonWiring(DaemonConfig config, List<String> contexts) {
    for (EngineEndpoint endpoint : endpoints(contexts)) {
      engines.add(new EngineConnection(endpoint));
    }
    try {
      daemon = DimDaemon.start(config, builders(), Version.text());
    } catch (RuntimeException e) {
      closeEngines();
      throw e;
    }
  }

  private static List<EngineEndpoint> endpoints(List<String> contexts) {
    EngineContexts known =
        new EngineContexts(System.getenv(), Path.of(System.getProperty("user.home")));
    List<EngineEndpoint> chosen = new ArrayList<>();
    for (String name : contexts) {
      chosen.add(
          known.list().stream()
              .filter(e -> e.name().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  new FailureException(
                      new Failure.NotFound(
                          "build on", name, "there is no docker context of this name"))));
    }
    if (chosen.isEmpty()) {
      EngineContexts.Selection selection = known.current();
      EngineEndpoint endpoint = selection.endpoint();
      if (endpoint == null) {
        throw new FailureException(
            Objects.requireNonNullElse(
                selection.failure(),
                new Failure.NotFound("find", "a Docker Engine", "none is set up")));
      }
      chosen.add(endpoint);
    }
    return chosen;
  }

  private BuilderPool builders() {
    List<ImageBuilder> builders = new ArrayList<>();
    for (EngineConnection engine : engines) {
      builders.add(new EngineImageBuilder(engine, new ImageService(engine), io));
    }
    return new BuilderPool(builders);
  }

  /** Logs onto standard error, for a service manager to keep. */
  public static void logToConsole(boolean chatty) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(Logging.encoder(context));
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(console);
    // A lost connection is told by the daemon, in one line; the pool would add its stack traces.
    context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    Logging.quietCancelledClones(context);
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
    closeEngines();
  }

  private void closeEngines() {
    engines.forEach(EngineConnection::close);
    io.shutdownNow();
  }
}
