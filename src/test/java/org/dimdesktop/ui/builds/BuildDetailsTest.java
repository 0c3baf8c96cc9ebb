package org.dimdesktop.ui.builds;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.BuildStep;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.support.RealDaemon;
import org.dimdesktop.ui.builds.StepNode.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps, attempts, pages and commands of builds, on a real daemon and engine. */
class BuildDetailsTest {
  @TempDir Path logs;
  private final RealDaemon daemon = new RealDaemon();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService fx = Executors.newSingleThreadExecutor();
  private final DaemonLink link = new DaemonLink(daemon.address());
  private final DimClient client = new DimClient(daemon.uri(), () -> daemon.address().token());
  private final EmbeddedDaemon none =
      new EmbeddedDaemon() {
        @Override
        public DaemonAddress start() {
          throw new IllegalStateException("not asked for");
        }

        @Override
        public boolean startsAlways() {
          return false;
        }

        @Override
        public void startAlways(boolean always) {}
      };

  @BeforeEach
  void hosts() {
    daemon.allowHosts(client);
  }

  @AfterEach
  void close() {
    client.close();
    link.close();
    daemon.close();
    io.shutdownNow();
    fx.shutdownNow();
  }

  private BuildsViewModel model() {
    BuildsViewModel model = new BuildsViewModel(link, none, logs, io, fx, Clock.systemUTC());
    fx.execute(model::shown);
    await().atMost(15, SECONDS).until(() -> model.liveProperty().get());
    return model;
  }

  private Build awaitEnd(String id) {
    return await().atMost(90, SECONDS).until(() -> client.get(id), b -> b.status().isEnd());
  }

  private static State state(StepTree tree, String label) {
    return tree.groups().stream()
        .flatMap(g -> g.children().stream())
        .filter(n -> n.label().startsWith(label))
        .map(StepNode::state)
        .findFirst()
        .orElse(State.WAITING);
  }

  @Test
  void showsStepsAsTheyRunAndTheDockerfileLineThatFails() {
    try (BuildsViewModel model = model()) {
      Build build = client.submit(daemon.request("echo on; /busybox sleep 3; exit 9"), null);
      try (BuildTabModel tab = model.open(build)) {
        StepsModel steps = tab.steps();
        await()
            .atMost(60, SECONDS)
            .until(() -> state(steps.treeProperty().get(), "RUN"), State.RUNNING::equals);
        assertThat(state(steps.treeProperty().get(), "COPY")).isIn(State.DONE, State.CACHED);
        await()
            .atMost(60, SECONDS)
            .until(() -> state(steps.treeProperty().get(), "RUN"), State.FAILED::equals);
        BuildStep failed = steps.treeProperty().get().failed().orElseThrow();
        assertThat(failed.dockerfileLine()).isEqualTo(3);
        assertThat(failed.dockerfileText()).startsWith("RUN [").contains("exit 9");
        assertThat(failed.error()).contains("exit code: 9");
        await().atMost(30, SECONDS).until(() -> tab.log().isEnded());
      }
      assertThat(client.steps(build.id())).isNotEmpty().allMatch(s -> s.finishedAt() != null);
    }
  }

  @Test
  void readsHistoryPageByPageWithoutGapsAndAsksTheDaemonForWhatIsFiltered() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      BuildRequest broken =
          BuildRequest.of(
              "http://" + daemon.gitHost() + "/none.git",
              "ref-" + i,
              daemon.image() + (i % 2 == 0 ? "-even" : "-odd"),
              "t" + i);
      ids.addFirst(client.submit(broken, null).id());
    }
    ids.forEach(this::awaitEnd);
    BuildBook book = new BuildBook();
    BuildsHistory history = new BuildsHistory(client, book, BuildFilter.ALL, 2);
    history.restart();
    assertThat(shown(book, history)).isEqualTo(ids.subList(0, 2));
    assertThat(history.hasMore()).isTrue();
    BuildFilter oldest = BuildFilter.ALL.withText("REF-0");
    history.use(oldest);
    history.restart();
    assertThat(shown(book, history)).contains(ids.getLast());
    assertThat(history.hasMore()).isFalse();
    history.use(BuildFilter.ALL);
    history.restart();
    assertThat(shown(book, history)).as("a gap").isEqualTo(ids.subList(0, 2));
    history.more();
    history.more();
    assertThat(shown(book, history)).isEqualTo(ids);
    assertThat(history.hasMore()).isFalse();
    history.use(new BuildFilter(BuildStatus.FAILURE, daemon.image() + "-odd", "", ""));
    history.restart();
    assertThat(shown(book, history)).containsExactly(ids.get(1), ids.get(3));
    history.use(new BuildFilter(BuildStatus.SUCCESS, "", "", ""));
    assertThat(shown(book, history)).isEmpty();
  }

  private static List<String> shown(BuildBook book, BuildsHistory history) {
    return book.newestFirst().stream().filter(history::shows).map(Build::id).toList();
  }

  @Test
  void setsAttemptsOfTheSameInputsSideBySide() {
    BuildRequest first = daemon.request("exit 1");
    Build a = awaitEnd(client.submit(first, null).id());
    BuildRequest second = daemon.request("exit 2");
    BuildRequest changed =
        new BuildRequest(
            second.repo(),
            "refs/heads/main",
            second.image(),
            second.tag(),
            second.dockerfile(),
            second.context(),
            Map.of("LEVEL", "2"),
            null,
            null,
            true);
    Build b = awaitEnd(client.submit(changed, null).id());
    client.submit(BuildRequest.of(first.repo(), "main", first.image(), "other"), null);
    try (BuildsViewModel model = model()) {
      AttemptsModel attempts = model.attempts(a);
      fx.execute(attempts::load);
      await().atMost(10, SECONDS).until(() -> !attempts.rowsProperty().get().isEmpty());
      List<AttemptRow> rows = attempts.rowsProperty().get();
      assertThat(rows).extracting(AttemptRow::id).containsExactly(b.id(), a.id());
      assertThat(rows.getFirst().changes())
          .containsExactly("Commit", "Ref", "Build every step anew", "LEVEL");
      assertThat(rows.getLast().changes()).isEmpty();
      assertThat(rows.getLast().seconds()).isPositive();
    }
  }

  @Test
  void aCopiedCurlCommandBuildsTheSame() throws IOException, InterruptedException {
    BuildRequest plain = daemon.request("true");
    BuildRequest request =
        new BuildRequest(
            plain.repo(),
            plain.ref(),
            plain.image(),
            plain.tag(),
            plain.dockerfile(),
            plain.context(),
            Map.of("A", "it's $HOME; \"x\""),
            null,
            "linux/amd64",
            true);
    String command = BuildCommands.curl(request, daemon.uri());
    String token = java.util.Objects.requireNonNull(daemon.address().token());
    assertThat(command).doesNotContain(token);
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", command);
    shell.environment().put("DIM_TOKEN", token);
    Process process = shell.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String answer =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(answer).isZero();
    Build built = DimJson.mapper().readValue(answer, Build.class);
    assertThat(built.toRequest()).isEqualTo(request);
    client.cancel(built.id());
    assertThat(BuildCommands.dimSubmit(request, daemon.uri()))
        .startsWith("DIM_ADDR=" + daemon.uri() + " dim submit --repo ")
        .contains(" --build-arg 'A=it'\\''s $HOME; \"x\"' --platform linux/amd64 --no-cache")
        .doesNotContain("--context");
  }
}
