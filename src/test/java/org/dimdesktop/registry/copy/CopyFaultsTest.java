package org.dimdesktop.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.MemoryRegistry;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.Test;

/** What goes wrong on the way is made up for, or ends in a failure that leaves no tag. */
class CopyFaultsTest extends CopyBed {
  private static final int FLIPS = Integer.getInteger("dim.copy.flips", 20);

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
