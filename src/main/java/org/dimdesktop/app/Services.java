package org.dimdesktop.app;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.dimdesktop.build.EngineImageBuilder;
import org.dimdesktop.credentials.CredentialStore;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.RawContainers;
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
import org.dimdesktop.registry.network.Network;
import org.dimdesktop.settings.AppDirs;
import org.dimdesktop.settings.DaemonTokens;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.ui.builds.DaemonBook;
import org.dimdesktop.ui.common.FxThread;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.apply.Engine;
import org.dimdesktop.updates.apply.StepRelay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything below the window, made once. */
final class Services implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Services.class);

  /** The next start of the program undoes what could not be undone by then. */
  private static final long UNDO_SECONDS = 60;

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
  final UpdateHost updates;

  /** The services of a user, already asking the engine for its lists. */
  static Services started(AppDirs dirs, Wiring.User user) {
    Services services = new Services(dirs, user.environment(), user.home(), new FxThread());
    services.engine.start();
    return services;
  }

  private Services(AppDirs dirs, Map<String, String> env, Path home, Executor fx) {
    settings = new SettingsStore(dirs.config().resolve("settings.json"), io);
    contexts = new EngineContexts(env, home);
    engine = new EngineState(this::engineChoice, dirs.cache(), io);
    images = new ImageService(engine.http());
    containers = new ContainerService(engine.http());
    credentials = new CredentialStore(env, home, io);
    Predicate<String> insecure = host -> settings.get().insecureHosts().contains(host);
    Network network = Network.ofUser(env, home);
    registries = new RegistryClient(credentials::find, insecure, network, io);
    registryLogins = new RegistryLogin(credentials, insecure, network, io);
    transports =
        new Transports(
            registries,
            () -> RegistryWiring.images(engine.http()),
            dirs.cache().resolve("copy"),
            io);
    Path journals = dirs.data().resolve("updates");
    StepRelay steps = new StepRelay();
    updates = new UpdateHost(journals, () -> updates(journals, steps), steps, settings, io, fx);
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

  private Updates updates(Path journals, StepRelay steps) {
    return new Updates(
        new Engine(
            new RawContainers(engine.http()),
            containers,
            images,
            new EngineLogins(credentials)::of),
        registries,
        journals,
        io,
        Clock.systemUTC(),
        steps);
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

  /** Updates that were cancelled bring the old containers back, for which they need the engine. */
  private void awaitUndone() {
    operations.operations().stream()
        .filter(operation -> operation.kind() == Operation.Kind.UPDATE)
        .forEach(operation ->
            operation
                .future()
                .handle((_, _) -> true)
                .completeOnTimeout(false, UNDO_SECONDS, TimeUnit.SECONDS)
                .join());
  }

  /** Ends everything in order: what runs, then what it runs on, then what is remembered. */
  @Override
  public void close() {
    operations.cancelAll();
    updates.close();
    awaitUndone();
    embedded.close();
    daemon.close();
    engine.close();
    registries.close();
    settings.close(); // before the threads that may be writing them are interrupted
    io.shutdownNow();
  }
}
