package org.dimdesktop.ui.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.MemoryRegistry;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.TagCache;
import org.dimdesktop.registry.TagInspector;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories of so many tags that nobody may ask about each of them. */
class ManyTagsTest {
  private static final int TAGS = 20_000;

  @TempDir Path folder;
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final RegistryClient client = new RegistryClient(_ -> Optional.empty(), _ -> false, io);
  private final AtomicReference<List<TagRow>> shown = new AtomicReference<>(List.of());

  @AfterEach
  void stop() {
    client.close();
    io.close();
  }

  private TagLoader loader(String repository, TagCache cache) {
    return new TagLoader(
        new TagLoader.Sources(client, new TagInspector(client, cache), io),
        ImageReference.parse(repository),
        false,
        shown::set);
  }

  private TagRow row(String tag) {
    return shown.get().stream().filter(row -> row.tag().equals(tag)).findFirst().orElseThrow();
  }

  private static void eventually(java.util.concurrent.Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  @Test
  void twentyThousandTagsOfARealRegistryAreListedAndOneIsLookedUp() throws IOException {
    try (RegistryProcess registry = RegistryProcess.open()) {
      try (RawImages raw = new RawImages(registry.address(), "many", "", "")) {
        raw.image("linux/amd64", "2024-05-06T07:08:09Z", "1.0", new byte[10]);
      }
      // A tag is a small file; all of them through the front door would take minutes.
      Path tags = registry.data().resolve("docker/registry/v2/repositories/many/_manifests/tags");
      byte[] link = Files.readAllBytes(tags.resolve("1.0/current/link"));
      for (int i = 1; i < TAGS; i++) {
        Path current = Files.createDirectories(tags.resolve("1." + i + "/current"));
        Files.write(current.resolve("link"), link);
      }
      TagLoader loader = loader(registry.address() + "/many", TagCache.inMemory());
      loader.list();
      assertThat(shown.get()).hasSize(TAGS);
      assertThat(shown.get().getFirst().tag()).isEqualTo("1." + (TAGS - 1));
      assertThat(shown.get()).allMatch(row -> row.head() == null);
      loader.want("1.777");
      eventually(() -> row("1.777").info() != null);
      assertThat(shown.get()).filteredOn(row -> row.head() != null).hasSize(1);
      loader.stop();
    }
  }

  @Test
  void theFirstRowsAreThereWhileTheRestIsStillSent() throws Exception {
    CountDownLatch rest = new CountDownLatch(1);
    try (MemoryRegistry registry = new MemoryRegistry()) {
      registry.trouble(exchange -> {
        if (!exchange.getRequestURI().getPath().endsWith("/tags/list")) {
          return false;
        }
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(
              ("{\"name\":\"app\",\"tags\":[" + names(0, 1000)).getBytes(StandardCharsets.UTF_8));
          out.flush();
          rest.await();
          out.write(("," + names(1000, TAGS) + "]}").getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        return true;
      });
      TagLoader loader = loader(registry.address() + "/app", TagCache.inMemory());
      var listing = io.submit(loader::list);
      try {
        eventually(() -> shown.get().size() >= 200);
        assertThat(shown.get()).hasSizeLessThan(TAGS);
      } finally {
        rest.countDown();
      }
      listing.get();
      assertThat(shown.get()).hasSize(TAGS);
    }
  }

  private static String names(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "\"v" + i + "\"")
        .collect(Collectors.joining(","));
  }

  @Test
  void aDigestIsLookedIntoOnceForAllItsTagsAndNotAgainAfterARestart() {
    try (MemoryRegistry registry = new MemoryRegistry();
        RawImages raw = new RawImages(registry.address(), "app", "", "")) {
      for (int i = 0; i < 40; i++) {
        raw.image("linux/amd64", "2024-05-06T07:08:09Z", "v" + i, new byte[i / 20 + 1]);
      }
      registry.trouble(exchange -> {
        if (!exchange.getRequestURI().getPath().endsWith("/tags/list")) {
          return false;
        }
        return MemoryRegistry.reply(
            exchange, 200, java.util.Map.of(), "{\"tags\":[" + names(0, 40) + "]}");
      });
      Path file = folder.resolve("cache/digests.jsonl");
      lookUpAll(loader(registry.address() + "/app", new TagCache(file)));
      assertThat(registry.asked("HEAD .*/manifests/v.*")).hasSize(40);
      assertThat(registry.asked("GET .*/manifests/.*")).as("one for each digest").hasSize(2);
      assertThat(registry.asked("GET .*/blobs/.*")).hasSize(2);

      shown.set(List.of());
      lookUpAll(loader(registry.address() + "/app", new TagCache(file)));
      assertThat(registry.asked("GET .*/manifests/.*")).as("none after a restart").hasSize(2);
      assertThat(registry.asked("GET .*/blobs/.*")).hasSize(2);
      assertThat(row("v1").info())
          .satisfies(info -> {
            assertThat(info.created()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
            assertThat(info.platforms()).hasSize(1);
          });
    }
  }

  private void lookUpAll(TagLoader loader) {
    loader.list();
    shown.get().forEach(row -> loader.want(row.tag()));
    eventually(() -> shown.get().stream().noneMatch(TagRow::isOpen));
    loader.stop();
  }

  @Test
  void allDigestsCostASmallRequestEachAndNoManifest() {
    try (MemoryRegistry registry = new MemoryRegistry();
        RawImages raw = new RawImages(registry.address(), "app", "", "")) {
      raw.image("linux/amd64", "2024-05-06T07:08:09Z", "v0", new byte[1]);
      registry.trouble(exchange -> {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/tags/list")) {
          return MemoryRegistry.reply(
              exchange, 200, java.util.Map.of(), "{\"tags\":[" + names(0, 2) + "]}");
        }
        if (path.endsWith("/manifests/v0")) {
          exchange
              .getResponseHeaders()
              .add("Last-Modified", "Mon, 06 May 2024 07:08:09 GMT"); // as some registries say
        }
        return false;
      });
      TagLoader loader = loader(registry.address() + "/app", TagCache.inMemory());
      loader.list();
      loader.loadDigests(OperationContext.NONE);
      eventually(() -> row("v0").head() != null && !row("v1").problem().isEmpty());
      assertThat(row("v0").pushed()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
      assertThat(registry.asked("GET .*/manifests/v0")).isEmpty();
      loader.stop();
    }
  }
}
