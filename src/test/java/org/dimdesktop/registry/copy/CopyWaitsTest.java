package org.dimdesktop.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Registries that ask to wait, or take only so many bytes at once. */
class CopyWaitsTest {
  private static final int SIZE = 300_000;

  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final MemoryRegistry from = new MemoryRegistry();
  private final MemoryRegistry to = new MemoryRegistry();
  private final RegistryClient client =
      new RegistryClient(host -> Optional.empty(), host -> false, io);
  private final List<Progress> seen = Collections.synchronizedList(new ArrayList<>());
  private final byte[] layer = random();

  private static byte[] random() {
    byte[] bytes = new byte[SIZE];
    new Random().nextBytes(bytes);
    return bytes;
  }

  @AfterEach
  void stop() {
    client.close();
    from.close();
    to.close();
    io.close();
  }

  private void arrives() {
    Digest image;
    try (RawImages raw = new RawImages(from.address(), "app", "", "")) {
      image = raw.image("linux/amd64", "2024-01-01T00:00:00Z", "1", layer).digest();
    }
    assertThat(copy().digest()).isEqualTo(image);
    assertThat(to.blob(RawImages.sha256(layer))).isEqualTo(layer);
    assertThat(to.openUploads()).isZero();
  }

  private CopyResult copy() {
    ImageReference source = ImageReference.parse(from.address() + "/app:1");
    return new Copier(io)
        .copy(
            new RegistrySource(client, source),
            new RegistryTarget(client, ImageReference.parse(to.address() + "/app:2")),
            Choice.ALL,
            "app",
            new OperationContext() {
              @Override
              public void report(Progress snapshot) {
                seen.add(snapshot);
              }

              @Override
              public void closeOnCancel(AutoCloseable resource) {}

              @Override
              public boolean isCancelled() {
                return false;
              }
            });
  }

  private static boolean is(HttpExchange exchange, String method, String part) {
    return exchange.getRequestMethod().equals(method)
        && exchange.getRequestURI().toString().contains(part);
  }

  private static MemoryRegistry.Trouble busyOnce(
      MemoryRegistry registry, String method, String part, int seconds) {
    Map<String, String> later = Map.of("Retry-After", Integer.toString(seconds));
    return exchange ->
        is(exchange, method, part)
            && registry.once(method)
            && MemoryRegistry.reply(exchange, 429, later, "{}");
  }

  @Test
  void theWaitForAManifestIsCountedDownInTheWhole() {
    from.trouble(busyOnce(from, "GET", "/manifests/", 2));
    arrives();
    assertThat(seen)
        .extracting(Progress::note)
        .containsSubsequence(
            "the registry asks to wait, 2 s", "the registry asks to wait, 1 s", "");
  }

  @Test
  void theWaitForABlobIsCountedDownAtThatBlob() {
    String layerOnly = RawImages.sha256(layer).hex();
    from.trouble(busyOnce(from, "GET", layerOnly, 2));
    arrives();
    List<Progress> waiting =
        seen.stream()
            .flatMap(whole -> whole.parts().stream())
            .filter(part -> part.note().equals("the registry asks to wait, 1 s"))
            .toList();
    assertThat(waiting).isNotEmpty().allMatch(part -> part.phase() == Phase.RETRYING);
    assertThat(waiting).allMatch(part -> layerOnly.startsWith(part.label()));
    assertThat(seen.getLast().parts()).allMatch(part -> part.note().isEmpty());
    assertThat(seen.getLast().phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void theWaitOfTheLastStepIsShownToo() {
    to.trouble(busyOnce(to, "PUT", "/manifests/", 1));
    arrives();
    assertThat(seen).extracting(Progress::note).contains("the registry asks to wait, 1 s");
    assertThat(seen.getLast().note()).isEmpty();
  }

  @Test
  void aRefusalForTheRateNamesTheQuota() {
    from.trouble(exchange ->
        is(exchange, "GET", "/manifests/")
            && MemoryRegistry.reply(
                exchange,
                429,
                Map.of(
                    "Retry-After", "3600",
                    "RateLimit-Limit", "100;w=21600",
                    "RateLimit-Remaining", "0;w=21600"),
                "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow down\"}]}"));
    FailureException thrown = catchThrowableOfType(FailureException.class, this::copy);
    assertThat(thrown.failure()).isInstanceOf(Failure.RateLimited.class);
    assertThat(thrown).hasMessageContaining("slow down, TOOMANYREQUESTS");
    assertThat(thrown).hasMessageContaining("(0 of 100 pulls are left, in each 6 h)");
  }

  @Test
  void aSourceThatKnowsNoRangesIsReadAgainFromTheStart() {
    String digest = RawImages.sha256(layer).hex();
    from.trouble(exchange -> {
      if (!is(exchange, "GET", digest)) {
        return false;
      }
      if (exchange.getRequestHeaders().containsKey("Range")) {
        return MemoryRegistry.reply(exchange, 416, Map.of(), "");
      }
      if (from.once("cut")) {
        exchange.sendResponseHeaders(200, SIZE);
        exchange.getResponseBody().write(layer, 0, 123_456);
        exchange.getResponseBody().flush();
        throw new java.io.IOException("the line is cut");
      }
      return false;
    });
    arrives();
    assertThat(from.asked("GET .*" + digest)).hasSize(3);
  }

  /** As a proxy before a registry has it, which closes the connection without reading on. */
  private void takesAtMost(int bytes, String least) {
    to.trouble(exchange -> {
      String length = exchange.getRequestHeaders().getFirst("Content-Length");
      if (length != null && Long.parseLong(length) > bytes) {
        return MemoryRegistry.reply(exchange, 413, Map.of(), "");
      }
      if (is(exchange, "POST", "/uploads/") && !least.isEmpty()) {
        exchange.getResponseHeaders().add("OCI-Chunk-Min-Length", least);
      }
      return false;
    });
  }

  @Test
  void whatIsTooLargeAtOnceGoesInChunks() {
    takesAtMost(100_000, "");
    arrives();
    assertThat(to.asked("PATCH .*")).hasSizeGreaterThanOrEqualTo(4);
    assertThat(to.received()).isLessThan(2L * SIZE);
  }

  @Test
  void chunksAreAsLargeAsTheRegistryDemands() {
    takesAtMost(100_000, "90000");
    arrives();
    // One of 150,000 that was refused, then three of 90,000 and the rest.
    assertThat(to.asked("PATCH .*")).hasSize(5);
  }

  @Test
  void whereTheLeastIsTooLargeItIsSaid() {
    takesAtMost(1000, "400000");
    assertThat(catchThrowableOfType(FailureException.class, this::arrives))
        .isNotNull()
        .extracting(FailureException::failure)
        .isInstanceOf(Failure.Invalid.class);
    assertThat(to.openUploads()).isZero();
    assertThat(to.manifest("app", "2")).isNull();
  }
}
