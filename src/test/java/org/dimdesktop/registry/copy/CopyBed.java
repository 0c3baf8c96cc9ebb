package org.dimdesktop.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.MemoryRegistry;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.AfterEach;

/** An image of one large layer in a registry in memory, and another one that it is copied to. */
abstract class CopyBed {
  static final int SIZE = 300_000;

  final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  final MemoryRegistry from = new MemoryRegistry();
  final MemoryRegistry to = new MemoryRegistry();
  final RegistryClient client = new RegistryClient(host -> Optional.empty(), host -> false, io);
  final byte[] layer = random();
  final Digest image = publish();

  private static byte[] random() {
    byte[] bytes = new byte[SIZE];
    new Random().nextBytes(bytes);
    return bytes;
  }

  private Digest publish() {
    try (RawImages raw = new RawImages(from.address(), "team/app", "", "")) {
      return raw.image("linux/amd64", "2024-01-01T00:00:00Z", "1", layer).digest();
    }
  }

  @AfterEach
  void stop() {
    client.close();
    from.close();
    to.close();
    io.close();
  }

  CopyResult copy() {
    return copy(to, "mine/app", OperationContext.NONE);
  }

  CopyResult copy(MemoryRegistry registry, String repository, OperationContext context) {
    ImageReference source = ImageReference.parse(from.address() + "/team/app:1");
    ImageReference target = ImageReference.parse(registry.address() + "/" + repository + ":2");
    return new Copier(io)
        .copy(
            new RegistrySource(client, source),
            new RegistryTarget(client, target),
            Choice.ALL,
            source.toString(),
            context);
  }

  /** Why the copy fails, which leaves neither a tag nor an open upload. */
  Failure failure() {
    FailureException thrown = catchThrowableOfType(FailureException.class, this::copy);
    assertThat(thrown).as("it fails").isNotNull();
    assertThat(to.manifest("mine/app", "2")).as("no tag").isNull();
    assertThat(to.openUploads()).as("no open upload").isZero();
    return thrown.failure();
  }

  /** The copy ends with all of the image at the target. */
  void arrives() {
    assertThat(copy().digest()).isEqualTo(image);
    assertThat(to.manifest("mine/app", "2")).isEqualTo(from.manifest("team/app", "1")).isNotNull();
    assertThat(to.blob(RawImages.sha256(layer))).isEqualTo(layer);
    assertThat(to.openUploads()).isZero();
  }

  static boolean is(HttpExchange exchange, String method, String part) {
    return exchange.getRequestMethod().equals(method)
        && exchange.getRequestURI().toString().contains(part);
  }

  boolean isLayer(HttpExchange exchange) {
    return exchange.getRequestURI().toString().contains(RawImages.sha256(layer).hex());
  }
}
