package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.client.BuildQuery;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.DimProcess.Result;
import org.dimdesktop.support.RealDaemon;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The command line as scripts see it: processes of its own against a real daemon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DimCommandTest {
  private static final Pattern LOG_LINE =
      Pattern.compile("\\[(stdout|stderr|system) seq=(\\d+)] (.*)");
  private static final String ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}";

  private final RealDaemon daemon = new RealDaemon();
  private final String token = String.valueOf(daemon.address().token());
  private final DimClient client = new DimClient(daemon.uri(), () -> token);
  private final DimProcess dim = new DimProcess().to(daemon.uri(), token);
  private final ExecutorService two = Executors.newFixedThreadPool(2);

  @BeforeAll
  void hosts() {
    daemon.allowHosts(client);
  }

  @AfterAll
  void close() {
    two.shutdownNow();
    dim.close();
    client.close();
    daemon.close();
  }

  private CompletableFuture<Result> later(String... arguments) {
    return CompletableFuture.supplyAsync(() -> dim.run(arguments), two);
  }

  private static void assertLog(List<String> lines, long firstSeq) {
    List<Long> seqs = new ArrayList<>();
    for (String line : lines) {
      Matcher m = LOG_LINE.matcher(line);
      assertThat(m.matches()).as(line).isTrue();
      seqs.add(Long.valueOf(m.group(2)));
    }
    assertThat(seqs)
        .isNotEmpty()
        .containsExactlyElementsOf(
            LongStream.range(firstSeq, firstSeq + seqs.size()).boxed().toList());
  }

  @Test
  void tablesAndStoredLogs() throws IOException {
    BuildRequest request = daemon.request("echo told; exit 3");
    var submitted =
        dim.run(
            "submit",
            "--repo=" + request.repo(),
            "--ref=main",
            "--image=" + request.image(),
            "--tag=v4",
            "--build-arg=A=1=2",
            "--build-arg=B=",
            "--no-cache");
    assertThat(submitted.err()).isEmpty();
    assertThat(submitted.out()).matches(ULID + "\n");
    String id = submitted.out().strip();
    client.followLogs(id, 1, line -> {}, OperationContext.NONE);
    Build build = client.get(id);
    assertThat(build.buildArgs()).containsEntry("A", "1=2").containsEntry("B", "");
    assertThat(build.noCache()).isTrue();

    var table = later("get", id);
    var json = later("get", id, "-o", "json");
    var logs = later("logs", "--from-seq", "3", id);
    var creds = later("creds", "list");
    assertThat(table.join().out().lines())
        .contains(
            "status         failure",
            "image          " + request.image() + ":v4",
            "error_class    build_failed",
            "error_summary  " + build.errorSummary(),
            "duration_ms    " + build.durationMs());
    JsonNode node = DimJson.mapper().readTree(json.join().out());
    assertThat(node.toString()).isEqualTo(DimJson.mapper().writeValueAsString(build));
    assertLog(logs.join().out().lines().toList(), 3);
    assertThat(logs.join().err()).isEqualTo("[final-status] failure\n");
    assertThat(creds.join().out().lines().map(l -> l.replaceAll(" +", " ")))
        .containsExactly(
            "TYPE HOST KIND USERNAME",
            "git " + daemon.gitHost() + " anonymous",
            "registry " + request.image().split("/", 2)[0] + " anonymous");
    for (var each : List.of(table, json, logs, creds)) {
      assertThat(each.join().exit()).isZero();
    }
  }

  @Test
  void aFollowerSeesTheCancel() {
    Build build = client.submit(daemon.request("/busybox sleep 300"), null);
    var follower = later("logs", build.id(), "--follow");
    await().atMost(Duration.ofMinutes(1)).until(() -> client.get(build.id()).lastSeq() > 4);
    assertThat(dim.run("cancel", build.id())).isEqualTo(new Result(0, "canceled\n", ""));
    assertThat(follower.join().err()).isEqualTo("[final-status] canceled\n");
    assertThat(follower.join().exit()).isZero();
    assertLog(follower.join().out().lines().toList(), 1);
    assertApiError(dim.run("cancel", build.id()), "build.finished");
  }

  @Test
  void whatTheDaemonRefusesIsExitCode2() {
    BuildRequest r = daemon.request("echo refused");
    String elsewhere = "http://127.0.0.1:9/x.git";
    var results =
        List.of(
            later("get", "01ARZ3NDEKTSV4RRFFQ69G5FAV"),
            later("logs", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--follow"),
            submit(r.repo(), "alpine"),
            submit(r.repo(), "127.0.0.1:9/a"),
            submit(elsewhere, r.image()),
            submit(r.repo(), r.image(), "--dockerfile", "../Dockerfile"),
            submit(r.repo(), r.image(), "--tag=-not-a-tag"));
    List<String> codes =
        List.of(
            "build.not_found",
            "build.not_found",
            "image.host.missing",
            "credentials.registry.missing",
            "credentials.git.missing",
            "path.escape",
            "request.invalid");
    for (int i = 0; i < codes.size(); i++) {
      assertApiError(results.get(i).join(), codes.get(i));
    }
    assertThat(client.list(BuildQuery.newest()).builds()).noneMatch(b -> b.tag().equals("refused"));
  }

  private CompletableFuture<Result> submit(String repo, String image, String... more) {
    List<String> words = new ArrayList<>(List.of("submit", "--repo", repo, "--image", image));
    words.addAll(List.of("--ref", "main"));
    words.addAll(List.of(more));
    if (!String.join(" ", more).contains("--tag")) {
      words.addAll(List.of("--tag", "refused"));
    }
    return later(words.toArray(String[]::new));
  }

  private static void assertApiError(Result result, String code) {
    assertThat(result.err()).startsWith("error: " + code + ": ").hasLineCount(1);
    assertThat(result.err().strip().length()).isGreaterThan(code.length() + 8);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void theTokenComesFromTheEnvironmentOrTheFile() {
    try (DimProcess other = new DimProcess().with("DIM_ADDR", daemon.uri().toString())) {
      assertApiError(other.run("creds", "list"), "auth.required");
      other.withTokenFile(token);
      assertThat(other.run("creds", "list").exit()).isZero();
      other.with("DIM_TOKEN", "dim_wrong");
      Result wrong = other.run("creds", "list");
      assertApiError(wrong, "auth.invalid");
      assertThat(wrong.err()).doesNotContain("dim_wrong");
    }
  }

  @Test
  void aFaultOnThisSideIsExitCode1() {
    URI nobody = URI.create("http://127.0.0.1:1");
    try (DimProcess lost = new DimProcess().to(nobody, "dim_secret")) {
      assertClientError(lost.run("get", "x"));
      assertClientError(lost.run("get", ""));
      assertClientError(lost.run("submit", "--repo", "x"));
      assertClientError(lost.run("get", "x", "-o", "xml"));
      assertClientError(lost.with("DIM_ADDR", "ftp://x").run("creds", "list"));
    }
  }

  private static void assertClientError(Result result) {
    assertThat(result.err()).startsWith("error: ").doesNotContain("dim_secret");
    assertThat(result.err()).doesNotContain("Exception");
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
  }
}
