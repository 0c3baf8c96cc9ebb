package org.dimdesktop.app;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.dimdesktop.build.EngineImageBuilder;
import org.dimdesktop.credentials.CredentialStore;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.image.RegistryAuth;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.RegistryLogin;
import org.dimdesktop.registry.TagCache;
import org.dimdesktop.registry.TagInspector;
import org.dimdesktop.registry.copy.Transports;
import org.dimdesktop.settings.AppDirs;
import org.dimdesktop.settings.DaemonTokens;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.ui.builds.DaemonBook;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything below the window, made once. */
final class Services implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Services.class);

  final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  final SettingsStore settings;
  final OperationQueue operations = new OperationQueue(io);
  final EngineContexts contexts;
  final EngineState engine;
  final ImageService images;
  final ContainerService containers;
  final CredentialStore credentials;
  final RegistryClient registries;
  final RegistryLogin registryLogins;
  final Transports transports;
  final TagInspector tags;
  final DaemonLink daemon;
  final DaemonBook daemons;
  final DaemonHost embedded;
  final RemoteNames remoteNames;

  Services(AppDirs dirs, Map<String, String> env, Path home) {
    settings = new SettingsStore(dirs.config().resolve("settings.json"), io);
    contexts = new EngineContexts(env, home);
    engine = new EngineState(this::engineChoice, dirs.cache(), io);
    images = new ImageService(engine.http());
    containers = new ContainerService(engine.http());
    credentials = new CredentialStore(env, home, io);
    Predicate<String> insecure = host -> settings.get().insecureHosts().contains(host);
    registries = new RegistryClient(credentials::find, insecure, io);
    registryLogins = new RegistryLogin(credentials, insecure, io);
    transports =
        new Transports(
            registries,
            () -> RegistryWiring.images(engine.http()),
            dirs.cache().resolve("copy"),
            io);
    tags =
        new TagInspector(registries, new TagCache(dirs.cache().resolve("registry-digests.jsonl")));
    remoteNames = new RemoteNames(registries, this::hosts);
    daemons =
        new DaemonBook(
            settings,
            new DaemonTokens(dirs.config().resolve("daemon-tokens.json")),
            daemonAddress(env, home));
    daemon = new DaemonLink(chosenDaemon(daemons, env, home));
    embedded =
        new DaemonHost(
            dirs.data().resolve("daemon"),
            () ->
                new TellingBuilder(
                    new EngineImageBuilder(engine.http(), images, io), engine::refresh),
            settings);
  }

  /** The context that was switched to, as long as it exists; else what the docker CLI would use. */
  private EngineContexts.Selection engineChoice() {
    String wanted = settings.get().context();
    for (EngineEndpoint endpoint : wanted.isEmpty() ? List.<EngineEndpoint>of() : contexts.list()) {
      if (endpoint.name().equals(wanted)) {
        return new EngineContexts.Selection(endpoint, null, List.of());
      }
    }
    return contexts.current();
  }

  /** Leaves the present engine for another one, also at the next start. */
  void switchTo(EngineEndpoint endpoint) {
    settings.update(now -> now.withContext(endpoint.name()));
    engine.switchTo(endpoint);
  }

  private static DaemonAddress chosenDaemon(
      DaemonBook daemons, Map<String, String> env, Path home) {
    try {
      return daemons.current();
    } catch (UncheckedIOException | IllegalArgumentException e) {
      LOG.warn("the daemon in use is not known: {}", e.getMessage());
      return daemonAddress(env, home);
    }
  }

  private static DaemonAddress daemonAddress(Map<String, String> env, Path home) {
    try {
      return DaemonAddress.find(env, home);
    } catch (IllegalArgumentException | FailureException e) {
      LOG.warn("{}; {} is used", e.getMessage(), DaemonAddress.DEFAULT);
      return new DaemonAddress(DaemonAddress.DEFAULT, null);
    }
  }

  private List<String> hosts() {
    TreeSet<String> all = new TreeSet<>(settings.get().registries());
    all.addAll(credentials.hosts());
    return new ArrayList<>(all);
  }

  /** What the engine shows an image's registry; null is anonymous. */
  @Nullable RegistryAuth auth(ImageReference image) {
    return new EngineLogins(credentials).of(image).orElse(null);
  }

  /** Pulls an image into the engine, as an operation. */
  void pull(ImageReference image) {
    operations.submit(
        Operation.Kind.PULL,
        Strings.get("images.action.pull"),
        image.familiar(),
        context -> images.pull(image, null, auth(image), context));
  }

  /** Ends everything in order: what runs, then what it runs on, then what is remembered. */
  @Override
  public void close() {
    operations.cancelAll();
    embedded.close();
    daemon.close();
    engine.close();
    registries.close();
    settings.close(); // before the threads that may be writing them are interrupted
    io.shutdownNow();
  }
}
