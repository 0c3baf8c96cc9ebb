package org.dimdesktop.ui.registries.actions;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.credentials.CredentialStore;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.RegistryLogin;
import org.dimdesktop.registry.TagCache;
import org.dimdesktop.registry.TagInspector;
import org.dimdesktop.registry.copy.Transports;
import org.dimdesktop.registry.network.Network;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;

/** The services that the actions stand on, with one plain thread in the place of JavaFX's. */
final class ActionsRig implements AutoCloseable {
  final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  final ExecutorService fx = Executors.newSingleThreadExecutor();
  final List<ImageReference> changed = new CopyOnWriteArrayList<>();
  final OperationQueue operations = new OperationQueue(io);
  final CredentialStore credentials;
  final RegistryClient client;
  final RegistryServices services;
  final RegistryJobs jobs;

  ActionsRig(Path folder) {
    credentials =
        new CredentialStore(
            Map.of("DOCKER_CONFIG", folder.resolve("docker").toString(), "PATH", "/usr/bin"),
            folder,
            io);
    client = new RegistryClient(credentials::find, host -> false, io);
    services =
        new RegistryServices(
            client,
            new TagInspector(client, TagCache.inMemory()),
            new Transports(
                client,
                () -> {
                  throw new AssertionError("no engine here");
                },
                folder.resolve("cache"),
                io),
            new RegistryLogin(credentials, host -> false, Network.PLAIN, io),
            operations,
            typed -> List.of(),
            io,
            fx);
    jobs = new RegistryJobs(services, changed::add);
  }

  /** The result of an operation, or its failure as an error. */
  static <T> T done(Operation<T> operation) {
    return operation.future().join();
  }

  <T> T onFx(Callable<T> call) {
    try {
      return fx.submit(call).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  void eventually(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> onFx(condition));
  }

  static Optional<String> note(Operation<?> operation) {
    String note = operation.progress().note();
    return note.isEmpty() ? Optional.empty() : Optional.of(note);
  }

  @Override
  public void close() {
    client.close();
    io.close();
    fx.close();
  }
}
