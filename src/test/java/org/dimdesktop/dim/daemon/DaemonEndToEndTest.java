package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.dim.daemon.DaemonFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.support.RegistryProbe;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.support.TestGit;
import org.dimdesktop.support.TestImages;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From a commit on a git server to an image in a registry, over HTTP, on every engine. */
class DaemonEndToEndTest {
  @TempDir Path data;

  @ParameterizedTest
  @MethodSource(RealBuilds.ENGINES)
  void aPrivateRepositoryReachesEveryKindOfRegistry(Engine engine) {
    try (RealBuilds b = new RealBuilds(engine, TestGit.closed(), data, 2);
        TestImages images = new TestImages(engine)) {
      TestBed.Git server = b.bed.git();
      b.daemon.basic("git", b.git.url().getAuthority(), server.user(), server.password());
      b.daemon.anonymous("registry", b.registries.open());
      for (String host : List.of(b.registries.basic(), b.registries.token())) {
        b.daemon.basic("registry", host, b.registries.user(), b.registries.password());
      }
      String commit =
          b.dockerfile("RUN echo %s: it is %s\n".formatted(b.run, b.registries.password()));
      URI repo = b.git.url();
      List<String> ids =
          List.of(
              b.daemon.submit(repo, "main", b.image(b.registries.open(), "app"), "1"),
              b.daemon.submit(repo, commit, b.image(b.registries.basic(), "app"), "1"),
              b.daemon.submit(repo, "main", b.image(b.registries.token(), "app"), "1"));
      List<String> logs = new ArrayList<>();
      for (String id : ids) {
        Build build = b.awaitSuccess(id);
        assertThat(build.commit()).isEqualTo(commit);
        assertThat(RegistryProbe.digest(build.imageAndTag())).hasValue(build.digest());
        logs.addAll(b.daemon.log(id));
        String told = b.daemon.get("/builds/" + id + "/logs").body() + build;
        assertThat(told).doesNotContain(server.password(), b.registries.password());
      }
      // Of a step that two builds share at one time, engine 20.10 tells only one of them.
      assertThat(logs).anyMatch(l -> l.endsWith(b.run + ": it is ***"));

      String base = images.remember(b.image(b.registries.basic(), "app") + ":1");
      b.git.branch("derived");
      b.git.commit(Map.of("Dockerfile", "FROM " + base + "\nRUN echo derived " + b.run + "\n"));
      String derived =
          b.daemon.submit(repo, "derived", b.image(b.registries.token(), "derived"), "2");
      Build build = b.awaitSuccess(derived);
      assertThat(RegistryProbe.digest(build.imageAndTag())).hasValue(build.digest());
    }
  }

  @ParameterizedTest
  @MethodSource(RealBuilds.ENGINES)
  void everyReaderSeesTheSameLinesAndARebuildTakesTheNewCommit(Engine engine) {
    try (RealBuilds b = new RealBuilds(engine, TestGit.open(), data, 2)) {
      b.allowAnonymous();
      String first =
          b.dockerfile(
              ("RUN for i in $(/bin/busybox seq 60); do echo %s line $i;"
                      + " /bin/busybox sleep 0.03; done\n")
                  .formatted(b.run));
      String image = b.image(b.registries.open(), "app");
      String id = b.daemon.submit(b.git.url(), "main", image, "1");

      StreamReader reader = new StreamReader(b.daemon, 7);
      String log = "/builds/" + id + "/logs";
      var events =
          CompletableFuture.supplyAsync(() ->
              new StreamReader(b.daemon, 2)
                  .events("/events", "0", e -> ended(e) && id(e).equals(id)));
      var sse =
          CompletableFuture.supplyAsync(
              () -> reader.events(log + "?follow=true", "", e -> e.name().equals("final")));
      List<JsonNode> followed = reader.follow(id);

      Build build = b.awaitSuccess(id);
      List<JsonNode> stored = b.daemon.get(log).body().lines().map(DaemonFixture::json).toList();
      assertThat(stored.stream().map(l -> l.path("seq").asLong()))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, build.lastSeq()).boxed().toList());
      assertThat(stored.stream().map(l -> l.path("line").asText()))
          .filteredOn(l -> l.matches("#\\d+ \\d+\\.\\d+ " + b.run + " line \\d+"))
          .extracting(l -> l.substring(l.lastIndexOf(' ') + 1))
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, 60).mapToObj(Long::toString).toList());
      assertThat(followed.subList(0, followed.size() - 1)).isEqualTo(stored);
      assertThat(followed.getLast()).isEqualTo(json("{\"final_status\":\"success\"}"));

      List<StreamReader.Event> sent = sse.join();
      assertThat(sent.getLast().data()).isEqualTo(json("{\"status\":\"success\"}"));
      List<StreamReader.Event> lines = sent.subList(0, sent.size() - 1);
      assertThat(lines).extracting(StreamReader.Event::data).isEqualTo(stored);
      assertThat(lines)
          .allMatch(e -> e.name().equals("log") && e.id().equals(e.data().path("seq").asText()));

      assertThat(events.join()).allMatch(e -> e.name().equals("build"));
      assertThat(events.join().stream().map(e -> Long.valueOf(e.id()))).isSorted();
      assertThat(events.join().stream().map(DaemonEndToEndTest::stage).distinct())
          .containsExactly("queued", "clone", "build", "push", "success");

      String second = b.dockerfile("RUN echo second " + b.run + "\n");
      HttpResponse<String> again = b.daemon.send("POST", "/builds/" + id + "/rebuild", "");
      assertThat(again.statusCode()).isEqualTo(201);
      Build rebuilt = b.awaitSuccess(json(again).path("id").asText());
      assertThat(rebuilt.rebuildOf()).isEqualTo(id);
      assertThat(List.of(String.valueOf(build.commit()), String.valueOf(rebuilt.commit())))
          .containsExactly(first, second);
      assertThat(rebuilt.digest()).isNotEqualTo(build.digest());
      assertThat(RegistryProbe.digest(image + ":1")).hasValue(rebuilt.digest());
    }
  }

  private static boolean ended(StreamReader.Event event) {
    return !event.data().path("finished_at").isNull();
  }

  private static String id(StreamReader.Event event) {
    return event.data().path("id").asText();
  }

  private static String stage(StreamReader.Event event) {
    JsonNode phase = event.data().path("phase");
    return (phase.isNull() ? event.data().path("status") : phase).asText();
  }
}
