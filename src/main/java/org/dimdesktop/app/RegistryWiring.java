package org.dimdesktop.app;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.credentials.CredentialStore;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.image.ImageArchives;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.registry.Quota;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.RegistryLogin;
import org.dimdesktop.registry.copy.Copier;
import org.dimdesktop.registry.copy.EngineImages;
import org.dimdesktop.registry.copy.Transports;
import org.dimdesktop.registry.network.Network;
import org.dimdesktop.settings.AppDirs;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationQueue;
import org.jspecify.annotations.Nullable;

/** Registries and copies for the command line; nothing of the window is loaded. */
public final class RegistryWiring implements AutoCloseable {
  private final ExecutorService io = CommandThreads.start();
  private final Map<String, String> environment;
  private final Path home;
  private final boolean plainHttp;
  private final AppDirs dirs = AppDirs.ofUser();
  private final CredentialStore credentials;
  private final OperationQueue operations = new OperationQueue(io);
  private final List<RegistryClient> clients = new ArrayList<>();
  private @Nullable EngineConnection engine;

  /**
   * For a user's environment and home folder.
   *
   * @param plainHttp whether every registry may be spoken to without encryption, not only those
   *     that the settings name
   */
  public RegistryWiring(Map<String, String> environment, Path home, boolean plainHttp) {
    this.environment = environment;
    this.plainHttp = plainHttp;
    this.home = home;
    credentials = new CredentialStore(environment, home, io);
  }

  /** The logins of this user. */
  public CredentialStore credentials() {
    return credentials;
  }

  /** Logs this user in and out. */
  public RegistryLogin login() {
    return new RegistryLogin(credentials, insecure(), Network.ofUser(environment, home), io);
  }

  /** Runs what shows its progress. */
  public OperationQueue operations() {
    return operations;
  }

  /** Threads that may block. */
  public ExecutorService io() {
    return io;
  }

  /** Copies images. */
  public Copier copier() {
    return new Copier(io);
  }

  /** A client that shows registries the login that is given, or else those that are kept. */
  public RegistryClient client(Optional<Credential> given) {
    RegistryClient client =
        new RegistryClient(
            host -> given.isPresent() ? given : credentials.find(host),
            insecure(),
            Network.ofUser(environment, home),
            io);
    clients.add(client);
    return client;
  }

  /** What registries said of the pulls that they still allow. */
  public Map<String, Quota> quotas() {
    Map<String, Quota> all = new TreeMap<>();
    clients.forEach(client -> all.putAll(client.quotas()));
    return all;
  }

  private Predicate<String> insecure() {
    if (plainHttp) {
      return _ -> true;
    }
    try (SettingsStore settings = new SettingsStore(dirs.config().resolve("settings.json"), io)) {
      return List.copyOf(settings.get().insecureHosts())::contains;
    }
  }

  /** What opens the locations of a copy's one side. */
  public Transports transports(RegistryClient client) {
    return new Transports(client, () -> images(engine()), dirs.cache().resolve("copy"), io);
  }

  private synchronized EngineConnection engine() {
    EngineConnection known = engine;
    if (known == null) {
      EngineContexts.Selection selection = new EngineContexts(environment, home).current();
      if (selection.endpoint() == null) {
        throw new FailureException(
            selection.failure() != null
                ? selection.failure()
                : new Failure.NotFound("find", "a Docker Engine", "none is set up"));
      }
      known = new EngineConnection(selection.endpoint());
      engine = known;
    }
    return known;
  }

  /** An engine's images as copies see them. */
  static EngineImages images(EngineHttp http) {
    ImageArchives archives = new ImageArchives(http);
    return new EngineImages() {
      @Override
      public InputStream save(String image) {
        return archives.save(image);
      }

      @Override
      public void load(String image, Archive archive) {
        archives.load(image, archive::writeTo);
      }
    };
  }

  @Override
  public synchronized void close() {
    operations.cancelAll();
    clients.forEach(RegistryClient::close);
    if (engine != null) {
      engine.close();
    }
    io.shutdownNow();
  }
}
