package org.dimdesktop.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.registry.MemoryRegistry;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.OperationQueue;
import org.junit.jupiter.api.Test;

/** Uploads that are cut, refused, put off or given up, and blobs that need none. */
class CopyUploadsTest extends CopyBed {
  /** Reads so many bytes of the request, as the registry itself would, and breaks off. */
  private static void swallow(HttpExchange exchange, int bytes) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      in.skipNBytes(bytes);
    }
    throw new IOException("the line is cut");
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
  void whatIsThereUnderItsNameIsNotWrittenAgain() {
    arrives();
    assertThat(copy().existing().blobs()).isEqualTo(2);
    assertThat(to.asked("PUT .*/manifests/.*")).hasSize(1);
    assertThat(to.asked("(POST|PATCH) .*")).hasSize(2);
  }

  @Test
  void aNameThatStandsForSomethingElseIsWritten() {
    arrives();
    try (RawImages raw = new RawImages(to.address(), "mine/app", "", "")) {
      raw.image("linux/amd64", "2025-01-01T00:00:00Z", "2", new byte[1]);
    }
    arrives();
  }

  @Test
  void aNameThatCannotBeAskedForIsWritten() {
    arrives();
    to.trouble(exchange ->
        is(exchange, "HEAD", "/manifests/") && MemoryRegistry.reply(exchange, 403, Map.of(), ""));
    arrives();
    assertThat(to.asked("PUT .*/manifests/.*")).hasSize(2);
  }
}
