package org.dimdesktop.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.MemoryRegistry;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.OperationQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on the way is made up for, or ends in a failure that leaves no tag. */
class CopyFaultsTest {
  private static final int SIZE = 300_000;
  private static final int FLIPS = Integer.getInteger("dim.copy.flips", 20);

  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final MemoryRegistry from = new MemoryRegistry();
  private final MemoryRegistry to = new MemoryRegistry();
  private final RegistryClient client =
      new RegistryClient(host -> Optional.empty(), host -> false, io);
  private final byte[] layer = random();
  private final Digest image = publish();

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

  private CopyResult copy() {
    return copy(to, "mine/app", OperationContext.NONE);
  }

  private CopyResult copy(MemoryRegistry registry, String repository, OperationContext context) {
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

  private Failure failure() {
    FailureException thrown = catchThrowableOfType(FailureException.class, this::copy);
    assertThat(thrown).as("it fails").isNotNull();
    assertThat(to.manifest("mine/app", "2")).as("no tag").isNull();
    assertThat(to.openUploads()).as("no open upload").isZero();
    return thrown.failure();
  }

  private void arrives() {
    assertThat(copy().digest()).isEqualTo(image);
    assertThat(to.manifest("mine/app", "2")).isEqualTo(from.manifest("team/app", "1")).isNotNull();
    assertThat(to.blob(RawImages.sha256(layer))).isEqualTo(layer);
    assertThat(to.openUploads()).isZero();
  }

  private static boolean is(HttpExchange exchange, String method, String part) {
    return exchange.getRequestMethod().equals(method)
        && exchange.getRequestURI().toString().contains(part);
  }

  private boolean isLayer(HttpExchange exchange) {
    return exchange.getRequestURI().toString().contains(RawImages.sha256(layer).hex());
  }

  /** Reads so many bytes of the request, as the registry itself would, and breaks off. */
  private static void swallow(HttpExchange exchange, int bytes) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      in.skipNBytes(bytes);
    }
    throw new IOException("the line is cut");
  }

  @Test
  void nothingInTheWay() {
    arrives();
    int puts = to.asked("PUT .*/uploads/.*").size();
    assertThat(copy().existing()).isEqualTo(new CopyResult.Share(2, SIZE + configSize()));
    assertThat(to.asked("PUT .*/uploads/.*")).hasSize(puts);
  }

  private long configSize() {
    return copy().existing().bytes() - SIZE;
  }

  @Test
  void withinARegistryBlobsAreMountedAndWhereThatIsRefusedUploaded() {
    CopyResult mounted = copy(from, "other/app", OperationContext.NONE);
    assertThat(mounted.mounted().blobs()).isEqualTo(2);
    assertThat(mounted.moved()).isEqualTo(CopyResult.Share.NONE);
    for (int status : new int[] {401, 403, 405, 202}) {
      String repository = "refused" + status + "/app";
      from.trouble(exchange -> {
        if (is(exchange, "HEAD", repository + "/blobs")) {
          return MemoryRegistry.reply(exchange, 404, Map.of(), "");
        }
        if (is(exchange, "POST", repository) && is(exchange, "POST", "mount=")) {
          return MemoryRegistry.reply(
              exchange,
              status,
              Map.of("Location", "/v2/" + repository + "/blobs/uploads/new"),
              "{\"errors\":[{\"code\":\"DENIED\"}]}");
        }
        return is(exchange, "PUT", "uploads/new")
            && MemoryRegistry.reply(exchange, 201, Map.of(), "");
      });
      CopyResult moved = copy(from, repository, OperationContext.NONE);
      assertThat(moved.moved().blobs()).as("answer %s", status).isEqualTo(2);
      assertThat(from.manifest(repository, "2")).isEqualTo(from.manifest("team/app", "1"));
    }
  }

  @Test
  void anUploadThatWasCutGoesOnWhereItWas() {
    to.trouble(exchange -> {
      if (is(exchange, "PUT", "uploads/") && isLayer(exchange) && to.once("cut")) {
        String id = exchange.getRequestURI().getPath().replaceAll(".*/", "");
        to.receive(id, exchange.getRequestBody(), 100_000);
        throw new IOException("the line is cut");
      }
      return false;
    });
    arrives();
    assertThat(to.asked("GET .*/uploads/.*")).hasSize(1);
    assertThat(to.asked("PATCH .*/uploads/.*")).hasSize(1);
    assertThat(to.received()).isLessThan(SIZE + 100_000L);
  }

  @Test
  void anUploadThatCannotGoOnBeginsAnew() {
    to.trouble(exchange -> {
      if (is(exchange, "PUT", "uploads/") && isLayer(exchange) && to.once("cut")) {
        swallow(exchange, 50_000);
      }
      if (is(exchange, "GET", "uploads/")) {
        return MemoryRegistry.reply(
            exchange, 204, Map.of("Range", "0-99", "Location", exchange.getRequestURI() + ""), "");
      }
      return false; // and the chunk from 100 on is answered with 416
    });
    arrives();
    assertThat(to.asked("PATCH .*/uploads/.*")).isNotEmpty();
  }

  @Test
  void anUploadThatTheRegistryForgotBeginsAnew() {
    to.trouble(exchange -> {
      if (is(exchange, "PUT", "uploads/") && isLayer(exchange) && to.once("restarted")) {
        exchange.getRequestBody().readAllBytes();
        String body =
            "{\"errors\":[{\"code\":\"BLOB_UPLOAD_INVALID\",\"message\":\"blob upload invalid\"}]}";
        return MemoryRegistry.reply(exchange, 404, Map.of(), body);
      }
      return false;
    });
    arrives();
    assertThat(to.asked("PUT .*/uploads/.*" + RawImages.sha256(layer).hex())).hasSize(2);
  }

  @Test
  void aSourceThatBreaksOffIsReadOnFromThere() {
    from.trouble(exchange -> {
      if (is(exchange, "GET", "/blobs/") && isLayer(exchange) && from.once("cut")) {
        exchange.sendResponseHeaders(200, SIZE);
        exchange.getResponseBody().write(layer, 0, 123_456);
        exchange.getResponseBody().flush();
        throw new IOException("the line is cut");
      }
      return false;
    });
    arrives();
    assertThat(from.asked("GET .*" + RawImages.sha256(layer).hex())).hasSize(2);
    assertThat(to.asked("PUT .*/uploads/.*" + RawImages.sha256(layer).hex())).hasSize(1);
  }

  @Test
  void aTruncatedBlobIsNeverTakenForTheWhole() {
    from.trouble(exchange -> {
      if (is(exchange, "GET", "/blobs/") && isLayer(exchange)) {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write(layer, 0, 1000);
        return true;
      }
      return false;
    });
    assertThat(failure()).isInstanceOf(Failure.Broken.class);
  }

  @Test
  void everyFlippedByteIsCaught() {
    Random random = new Random(Long.getLong("dim.copy.seed", System.nanoTime()));
    for (int run = 0; run < FLIPS; run++) {
      int at = 1 + random.nextInt(SIZE);
      boolean always = run % 5 == 0;
      String first = "run " + run;
      from.trouble(exchange -> {
        boolean flip = is(exchange, "GET", "/blobs/") && isLayer(exchange);
        if (flip && (always || from.once(first))) {
          MemoryRegistry.send(exchange, layer, at);
          return true;
        }
        return false;
      });
      String repository = "flips/app" + run;
      FailureException thrown =
          catchThrowableOfType(
              FailureException.class, () -> copy(to, repository, OperationContext.NONE));
      if (always) {
        assertThat(thrown).as("byte %s", at).isNotNull();
        assertThat(thrown.failure()).isInstanceOf(Failure.Broken.class);
        assertThat(to.manifest(repository, "2")).isNull();
      } else {
        assertThat(thrown).as("byte %s", at).isNull();
        assertThat(to.blob(RawImages.sha256(layer))).isEqualTo(layer);
      }
      assertThat(to.openUploads()).isZero();
      to.forget();
    }
  }

  @Test
  void whoIsAskedToWaitWaitsAlsoInTheMiddleOfAnUpload() {
    to.trouble(exchange -> {
      String step = exchange.getRequestMethod() + exchange.getRequestURI().getPath();
      boolean write = !exchange.getRequestMethod().matches("GET|HEAD|DELETE");
      return write
          && to.once(step.replaceAll("[0-9]+", ""))
          && MemoryRegistry.reply(exchange, 429, Map.of("Retry-After", "1"), "{}");
    });
    arrives();
  }

  @Test
  void aBlobAtAnotherHostIsFetchedThere() {
    try (MemoryRegistry store = new MemoryRegistry()) {
      from.trouble(exchange ->
          is(exchange, "GET", "/blobs/")
              && MemoryRegistry.reply(
                  exchange,
                  307,
                  Map.of("Location", "http://" + store.address() + "/store/" + isLayer(exchange)),
                  ""));
      byte[] config = configBytes();
      store.trouble(exchange -> {
        MemoryRegistry.send(exchange, is(exchange, "GET", "/store/true") ? layer : config, 0);
        return true;
      });
      arrives();
      assertThat(store.asked("GET /store/true")).isNotEmpty();
    }
  }

  private byte[] configBytes() {
    Digest digest =
        client
            .manifest(ImageReference.parse(from.address() + "/team/app:1"))
            .config()
            .orElseThrow()
            .digest();
    return java.util.Objects.requireNonNull(from.blob(digest));
  }

  @Test
  void aMissingDigestHeaderAndAVagueTypeDoNotMatterAndAWrongTypeDoes() {
    byte[] raw = from.manifest("team/app", "1");
    assertThat(raw).isNotNull();
    String text = new String(raw, StandardCharsets.UTF_8);
    from.trouble(exchange ->
        is(exchange, "GET", "/manifests/")
            && MemoryRegistry.reply(
                exchange, 200, Map.of("Content-Type", "application/octet-stream"), text));
    to.trouble(exchange -> {
      if (is(exchange, "PUT", "/manifests/")) {
        assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
            .isEqualTo(MediaTypes.OCI_MANIFEST);
      }
      return false;
    });
    arrives();
    from.trouble(exchange ->
        is(exchange, "GET", "/manifests/")
            && MemoryRegistry.reply(
                exchange, 200, Map.of("Content-Type", MediaTypes.DOCKER_MANIFEST), text));
    to.forget();
    assertThat(failure()).isInstanceOf(Failure.Broken.class);
  }

  @Test
  void aRegistryThatKeepsSomethingElseIsNotBelieved() {
    to.trouble(exchange ->
        is(exchange, "PUT", "/manifests/")
            && MemoryRegistry.reply(
                exchange, 201, Map.of("Docker-Content-Digest", "sha256:" + "0".repeat(64)), ""));
    assertThat(failure().cause()).contains("something else");
  }

  @Test
  void aCancelLeavesNeitherATagNorAnOpenUpload() throws Exception {
    CountDownLatch uploading = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    to.trouble(exchange -> {
      if (is(exchange, "PUT", "uploads/") && isLayer(exchange)) {
        uploading.countDown();
        waitFor(never);
        throw new IOException("too late");
      }
      return false;
    });
    OperationQueue queue = new OperationQueue(io);
    Operation<CopyResult> operation =
        queue.submit(Operation.Kind.COPY, "copy", "app", context -> copy(to, "mine/app", context));
    assertThat(uploading.await(20, TimeUnit.SECONDS)).isTrue();
    operation.cancel();
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> operation.state().isEnd());
    never.countDown();
    assertThat(operation.state()).isEqualTo(Operation.State.CANCELLED);
    assertThat(to.manifest("mine/app", "2")).isNull();
    assertThat(to.openUploads()).isZero();
    assertThat(to.asked("DELETE .*/uploads/.*")).isNotEmpty();
  }

  @Test
  void aCancelWhileAnUploadIsOpenedClosesIt() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    to.trouble(exchange -> {
      if (is(exchange, "POST", "uploads/")) {
        opening.countDown();
        waitFor(cancelled);
      }
      return false; // and it is opened although nobody wants it any more
    });
    OperationQueue queue = new OperationQueue(io);
    Operation<CopyResult> operation =
        queue.submit(Operation.Kind.COPY, "copy", "app", context -> copy(to, "mine/app", context));
    assertThat(opening.await(20, TimeUnit.SECONDS)).isTrue();
    operation.cancel();
    cancelled.countDown();
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> operation.state().isEnd());
    assertThat(to.openUploads()).isZero();
    assertThat(to.asked("DELETE .*/uploads/.*")).isNotEmpty();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      var _ = latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void progressCountsBytesPerBlobAndInAll() {
    AtomicInteger ends = new AtomicInteger();
    OperationContext context =
        new OperationContext() {
          @Override
          public void report(org.dimdesktop.task.Progress snapshot) {
            assertThat(snapshot.parts()).hasSize(2);
            assertThat(snapshot.current()).isLessThanOrEqualTo(snapshot.total());
            if (snapshot.phase().isEnd()) {
              ends.incrementAndGet();
              assertThat(snapshot.current()).isEqualTo(snapshot.total()).isGreaterThan(SIZE);
              assertThat(snapshot.parts()).allMatch(part -> part.phase().isEnd());
            }
          }

          @Override
          public void closeOnCancel(AutoCloseable resource) {}

          @Override
          public boolean isCancelled() {
            return false;
          }
        };
    copy(to, "mine/app", context);
    assertThat(ends).hasValue(1);
  }
}
