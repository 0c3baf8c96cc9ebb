package org.dimdesktop.ui.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.ContainerStatus;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.log.LogRecord;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.support.EngineApi;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.task.Progress;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The containers as a person sees them change, on a real engine and without a toolkit. */
class ContainersViewModelTest {
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService fx = Executors.newSingleThreadExecutor();
  private final OperationQueue operations = new OperationQueue(io);
  private final TestBed.Engine engine = TestBed.require().engine();
  private final TestImages images = new TestImages(engine);
  private final EngineApi api = new EngineApi(engine.uri());
  @TempDir Path dir;
  private final OutdatedMarks marks = new OutdatedMarks();
  private EngineState state;
  private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
  private ContainersViewModel model;
  private String container = "";

  @BeforeEach
  void connect() {
    EngineEndpoint endpoint = EngineEndpoint.of(engine.uri().toString());
    state = new EngineState(() -> new EngineContexts.Selection(endpoint, null, List.of()), dir, io);
    state.start();
    model =
        new ContainersViewModel(
            new ContainersViewModel.Services(
                state,
                new ContainerService(state.http()),
                operations,
                dir.resolve("not/there/yet"),
                marks,
                io,
                fx));
    fx.execute(model::shown);
  }

  @AfterEach
  void close() throws Exception {
    fx.submit(model::hidden).get();
    if (!container.isEmpty() && row().isPresent()) {
      api.delete("/containers/" + container + "?force=1");
    }
    state.close();
    images.close();
    io.close();
    fx.close();
  }

  @Test
  void everyActionShowsInTheList() {
    run("trap 'exit 0' TERM; while true; do sleep 0.1; done");
    await(() -> stateIs(ContainerStatus.RUNNING));
    perform(ContainerAction.PAUSE);
    await(() -> stateIs(ContainerStatus.PAUSED));
    perform(ContainerAction.UNPAUSE);
    await(() -> stateIs(ContainerStatus.RUNNING));
    perform(ContainerAction.STOP);
    await(() -> stateIs(ContainerStatus.EXITED) && !row().orElseThrow().isPending());
    perform(ContainerAction.START);
    await(() -> stateIs(ContainerStatus.RUNNING) && !row().orElseThrow().isPending());
    perform(ContainerAction.RESTART);
    await(() -> stateIs(ContainerStatus.RUNNING) && !row().orElseThrow().isPending());
    perform(ContainerAction.KILL);
    await(() -> stateIs(ContainerStatus.EXITED));
    assertThat(failures).isEmpty();
    ContainerRow row = row().orElseThrow();
    fx.execute(() -> model.remove(List.of(row), true, false, failures::addAll));
    await(() -> row().isEmpty());
    assertThat(failures).isEmpty();
  }

  @Test
  void whatIsKnownToBeBehindIsMarkedAtOnceAndFound() {
    run("sleep 100");
    await(() -> row().isPresent());
    String id = row().orElseThrow().id();
    assertThat(row().orElseThrow().behind()).isEmpty();
    fx.execute(() ->
        marks.set(new OutdatedMarks.Behind(Map.of(id, "the registry has another"), Map.of())));
    await(() -> row().orElseThrow().behind().equals("the registry has another"));
    assertThat(row().orElseThrow().searchText()).contains("outdated");
    fx.execute(() -> marks.set(OutdatedMarks.Behind.NONE));
    await(() -> row().orElseThrow().behind().isEmpty());
  }

  @Test
  void aContainerThatRunsIsRemovedOnlyByForce() {
    run("sleep 100");
    await(() -> stateIs(ContainerStatus.RUNNING));
    ContainerRow row = row().orElseThrow();
    fx.execute(() -> model.remove(List.of(row), false, false, failures::addAll));
    await(() -> !failures.isEmpty());
    assertThat(failures.poll()).isInstanceOf(Failure.Conflict.class);
    fx.execute(() -> model.remove(List.of(row), false, true, failures::addAll));
    await(() -> row().isEmpty());
    assertThat(failures).isEmpty();
  }

  @Test
  void severalAreOneOperationThatTellsOfEachAndTriesOnlyTheRestAgain() throws Exception {
    run("sleep 100");
    String second = another();
    await(() -> stateIs(ContainerStatus.RUNNING) && row(second).isPresent());
    List<ContainerRow> rows = List.of(row().orElseThrow(), row(second).orElseThrow());
    fx.execute(() -> model.remove(rows, false, false, failures::addAll));
    await(() -> operations.operations().stream().anyMatch(o -> o.state().isEnd()));
    Operation<?> removal = operations.operations().getFirst();
    assertThat(removal.state()).isEqualTo(Operation.State.FAILED);
    assertThat(removal.failure()).containsInstanceOf(Failure.Conflict.class);
    assertThat(removal.progress().parts())
        .extracting(Progress::label, Progress::phase)
        .containsExactlyInAnyOrder(
            tuple(rows.getFirst().name(), Progress.Phase.FAILED),
            tuple(rows.getLast().name(), Progress.Phase.DONE));
    await(() -> row(second).isEmpty() && !row().orElseThrow().isPending());
    api.post("/containers/" + container + "/stop?t=0");
    operations.retry(removal).future().get(20, TimeUnit.SECONDS);
    await(() -> row().isEmpty());
    assertThat(failures).isEmpty();
  }

  @Test
  void aRenameShows() {
    run("sleep 100");
    await(() -> row().isPresent());
    String name = images.repository("renamed").replace('/', '-');
    model.rename(row().orElseThrow(), name);
    await(() -> row().map(ContainerRow::name).filter(name::equals).isPresent());
  }

  @Test
  void aLogGoesOnAfterARestartWithoutLinesTwice() {
    run("echo out; echo err >&2; sleep 100");
    try (ContainerLog log = model.openLog(container)) {
      await(() -> count(log, "out") == 1 && count(log, "err") == 1);
      api.post("/containers/" + container + "/restart?t=0");
      await(() -> count(log, "out") == 2 && count(log, "err") == 2);
      await(() -> count(log, "— the container was started again —") == 1);
      api.delete("/containers/" + container + "?force=1");
      await(() -> log.store().isEnded());
      assertThat(count(log, "— the container was removed —")).isEqualTo(1);
    }
  }

  @Test
  void statisticsComeWhileTheyAreFollowedAndStop() throws Exception {
    run("while true; do :; done");
    await(() -> stateIs(ContainerStatus.RUNNING));
    fx.execute(() -> model.stats().follow(container));
    await(() -> fxGet(() -> model.stats().history().points().size() >= 3));
    assertThat(fxGet(() -> model.stats().history().points().getLast().cpuPercent())).isPositive();
    fx.submit(() -> model.stats().stop()).get();
    assertThat(fxGet(() -> model.stats().isFollowing())).isFalse();
    assertThat(fxGet(() -> model.stats().failureProperty().get())).isNull();
  }

  @Test
  void detailsAreOfTheChosenRowAndNewAfterAChange() throws Exception {
    run("sleep 100");
    await(() -> stateIs(ContainerStatus.RUNNING));
    choose();
    await(() -> fxGet(() -> running(model.detailProperty().get())));
    perform(ContainerAction.KILL);
    await(() -> stateIs(ContainerStatus.EXITED));
    choose();
    await(() -> fxGet(() -> !running(model.detailProperty().get())));
  }

  private void choose() throws Exception {
    ContainerRow row = row().orElseThrow();
    fx.submit(() -> model.select(row)).get();
  }

  private static boolean running(ContainerDetail detail) {
    return detail instanceof ContainerDetail.Loaded loaded
        && loaded.inspect().path("State").path("Running").asBoolean();
  }

  private void run(String script) {
    String image = images.make("c", Recipe.shell());
    String made =
        api.postJson(
            "/containers/create",
            "{\"Image\":\"" + image + "\",\"Cmd\":[\"sh\",\"-c\",\"" + script + "\"]}");
    container = made.replaceAll("(?s).*\"Id\":\"([0-9a-f]+)\".*", "$1");
    api.post("/containers/" + container + "/start");
  }

  /** A container that was made and never started; its id. */
  private String another() {
    String made =
        api.postJson(
            "/containers/create",
            "{\"Image\":\"" + images.make("d", Recipe.shell()) + "\",\"Cmd\":[\"sh\"]}");
    return made.replaceAll("(?s).*\"Id\":\"([0-9a-f]+)\".*", "$1");
  }

  private void perform(ContainerAction action) {
    ContainerRow row = row().orElseThrow();
    fx.execute(() -> model.perform(action, List.of(row), failures::addAll));
  }

  private boolean stateIs(ContainerStatus wanted) {
    return row().filter(row -> row.container().state() == wanted).isPresent();
  }

  private static long count(ContainerLog log, String text) {
    LogStore store = log.store();
    return store.read(store.firstLine(), (int) store.lineCount()).stream()
        .map(LogRecord::text)
        .filter(text::equals)
        .count();
  }

  private Optional<ContainerRow> row() {
    return row(container);
  }

  private Optional<ContainerRow> row(String id) {
    return fxGet(() ->
        model.rowsProperty().get().items().stream().filter(row -> row.id().equals(id)).findFirst());
  }

  private <V> V fxGet(Callable<V> work) {
    try {
      return fx.submit(work).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
