package org.dimdesktop.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.dimdesktop.credentials.CredentialStore;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.RawContainers;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.network.Network;
import org.dimdesktop.settings.AppDirs;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.apply.Engine;
import org.dimdesktop.updates.apply.StepHook;
import org.jspecify.annotations.Nullable;

/**
 * Updates on the engine that the docker command line would use; nothing of the window is loaded.
 */
public final class UpdatesWiring implements AutoCloseable {
  private final ExecutorService io = CommandThreads.start();
  private final EngineConnection engine;
  private final RegistryClient registries;
  private final Path folder;
  private final Updates updates;

  /**
   * Does not connect yet.
   *
   * @param data where journals are kept, or null for the user's own folder
   * @throws FailureException when no engine is chosen
   */
  public UpdatesWiring(@Nullable Path data) {
    Map<String, String> env = System.getenv();
    Path home = Path.of(System.getProperty("user.home"));
    AppDirs dirs = AppDirs.ofUser();
    EngineContexts.Selection selection = new EngineContexts(env, home).current();
    if (selection.endpoint() == null) {
      throw new FailureException(
          selection.failure() != null
              ? selection.failure()
              : new Failure.NotFound("find", "a Docker Engine", "none is set up"));
    }
    folder = data != null ? data : dirs.data().resolve("updates");
    engine = new EngineConnection(selection.endpoint());
    CredentialStore credentials = new CredentialStore(env, home, io);
    SettingsStore settings = new SettingsStore(dirs.config().resolve("settings.json"), io);
    registries =
        new RegistryClient(
            credentials::find,
            host -> settings.get().insecureHosts().contains(host),
            Network.ofUser(env, home),
            io);
    updates =
        new Updates(
            new Engine(
                new RawContainers(engine),
                new ContainerService(engine),
                new ImageService(engine),
                new EngineLogins(credentials)::of,
                host(selection.endpoint())),
            registries,
            folder,
            io,
            Clock.systemUTC(),
            StepHook.NONE);
  }

  /** Where the engine publishes ports: its own host, if that is another. */
  private static String host(EngineEndpoint endpoint) {
    String host = endpoint.host().getHost();
    return host == null || host.isEmpty() ? "127.0.0.1" : host;
  }

  /** The updates of that engine. */
  public Updates updates() {
    return updates;
  }

  /** Where journals are kept. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    registries.close();
    engine.close();
    io.shutdownNow();
  }
}
