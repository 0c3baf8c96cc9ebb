package org.dimdesktop.ui.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.support.EngineApi;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images as a person sees them change, on a real engine and without a toolkit. */
class ImagesViewModelTest {
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService fx = Executors.newSingleThreadExecutor();
  private final TestBed.Engine engine = TestBed.require().engine();
  private final TestImages images = new TestImages(engine);
  private final EngineApi api = new EngineApi(engine.uri());
  @TempDir Path dir;
  private EngineState state;
  private ImagesViewModel model;

  @BeforeEach
  void connect() {
    EngineEndpoint endpoint = EngineEndpoint.of(engine.uri().toString());
    state = new EngineState(() -> new EngineContexts.Selection(endpoint, null, List.of()), dir, io);
    state.start();
    model =
        new ImagesViewModel(
            new ImagesViewModel.Services(
                state,
                new ImageService(state.http()),
                new ContainerService(state.http()),
                new OperationQueue(io),
                _ -> null,
                new OutdatedMarks(),
                io,
                fx));
    fx.execute(model::shown);
  }

  @AfterEach
  void close() throws Exception {
    fx.submit(model::hidden).get();
    state.close();
    images.close();
    io.close();
    fx.close();
  }

  @Test
  void theListFollowsWhatTheCommandLineDoes() throws Exception {
    String name = images.make("follow", Recipe.shell().withLabels(java.util.Map.of("t", "1")));
    await(() -> row(name).isPresent());
    String second = images.tag(name, images.repository("follow"), "2");
    await(() -> row(second).isPresent());
    assertThat(row(second).orElseThrow().image().id())
        .isEqualTo(row(name).orElseThrow().image().id());
    api.delete("/images/" + second);
    await(() -> row(second).isEmpty() && row(name).isPresent());
    String container = create(name);
    await(() -> row(name).orElseThrow().image().usedBy().contains(container));
    assertThat(row(name).orElseThrow().isUnused()).isFalse();
    api.delete("/containers/" + container + "?force=1");
    await(() -> row(name).orElseThrow().isUnused());
  }

  @Test
  void detailsComeAndAnEarlierChoiceIsDropped() throws Exception {
    String first = images.make("first", Recipe.bytes(2, 1000));
    String other = images.make("other", Recipe.shell().withCmd("sh", "-c", "echo hi"));
    await(() -> row(first).isPresent() && row(other).isPresent());
    ImageRow chosen = row(other).orElseThrow();
    ImageRow before = row(first).orElseThrow();
    fx.submit(
            () -> {
              model.select(before);
              model.select(chosen);
            })
        .get();
    await(() -> fxGet(() -> model.detailProperty().get() instanceof ImageDetail.Loaded));
    ImageDetail.Loaded loaded = (ImageDetail.Loaded) fxGet(() -> model.detailProperty().get());
    assertThat(loaded.row()).isEqualTo(chosen);
    assertThat(loaded.history()).isNotEmpty();
    assertThat(ImageOverview.of(chosen.image(), loaded.inspect()))
        .flatExtracting(s -> s.facts())
        .extracting(f -> f.value())
        .contains("sh -c 'echo hi'", other);
  }

  @Test
  void anImageInUseNamesItsContainersAndGoesByForce() throws Exception {
    String name = images.make("used", Recipe.shell().withLayers(1, 2_000));
    String container = create(name);
    try {
      await(() -> row(name).isPresent());
      RemoveOutcome refused = remove(name, false);
      assertThat(refused.failures()).isEmpty();
      assertThat(refused.blocked()).hasSize(1);
      assertThat(refused.blocked().getFirst().conflict().blockers()).contains(container);
      RemoveOutcome forced = remove(name, true);
      assertThat(forced.blocked()).isEmpty();
      assertThat(forced.failures()).isEmpty();
      await(() -> row(name).isEmpty());
    } finally {
      api.delete("/containers/" + container + "?force=1");
    }
  }

  @Test
  void thePreviewOfAPruneCountsTheBytesOfWhatIsUnused() {
    String name = images.make("prune", Recipe.bytes(1, 300_000));
    await(() -> row(name).isPresent());
    var preview = model.prunePreview(true);
    assertThat(preview.images()).anyMatch(image -> image.repoTags().contains(name));
    assertThat(preview.bytes()).isGreaterThanOrEqualTo(300_000);
    assertThat(model.prunePreview(false).images())
        .noneMatch(image -> image.repoTags().contains(name));
  }

  @Test
  void aPullIsAnOperationWithLayersAndAWrongNameAFailure() throws Exception {
    String registry = TestBed.require().registries().open();
    String name = images.publish(registry, "pull", "1", Recipe.bytes(3, 200_000));
    images.remember(name);
    Operation<String> pull = model.pull(new PullForm.Request(ImageReference.parse(name), null));
    String id = pull.future().get(60, TimeUnit.SECONDS);
    assertThat(id).startsWith("sha256:");
    assertThat(pull.progress().parts()).hasSizeGreaterThanOrEqualTo(3);
    await(() -> row(name).isPresent());
    Operation<String> wrong =
        model.pull(new PullForm.Request(ImageReference.parse(name + "x"), null));
    assertThatThrownBy(() -> wrong.future().get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(FailureException.class);
    assertThat(wrong.failure()).containsInstanceOf(Failure.NotFound.class);
  }

  @Test
  void aFormBecomesAContainerAndATakenNameIsSeenBefore() throws Exception {
    String name = images.make("run", Recipe.shell());
    RunForm form = new RunForm(name, model::isContainerName);
    String wanted = images.repository("c").replace('/', '-');
    form.name.set(wanted);
    form.command.set("sh -c 'sleep 100'");
    form.env.add(EnvRow.of("A", "b c"));
    assertThat(form.problems()).isEmpty();
    String id = model.run("it", form.spec()).future().get(30, TimeUnit.SECONDS);
    try {
      assertThat(api.get("/containers/" + id + "/json")).contains("A=b c", "sleep 100");
      await(() -> model.isContainerName(wanted));
      assertThat(form.problems())
          .extracting(RunForm.Problem::key)
          .contains("run.problem.nameTaken");
      assertThatThrownBy(
              () -> new RunAttempts(model).run("it", Objects.requireNonNull(form.spec())))
          .hasCauseInstanceOf(FailureException.class);
    } finally {
      api.delete("/containers/" + id + "?force=1");
    }
  }

  private String create(String image) {
    String name = image.replaceAll("[/:]", "-");
    api.postJson(
        "/containers/create?name=" + name, "{\"Image\":\"" + image + "\",\"Cmd\":[\"sh\"]}");
    return name;
  }

  private RemoveOutcome remove(String name, boolean force) throws Exception {
    CompletableFuture<RemoveOutcome> done = new CompletableFuture<>();
    model.remove(List.of(row(name).orElseThrow()), force, done::complete);
    return done.get(30, TimeUnit.SECONDS);
  }

  private Optional<ImageRow> row(String reference) {
    return fxGet(() ->
        model.rowsProperty().get().items().stream()
            .filter(row -> row.reference().equals(reference))
            .findFirst());
  }

  private <V> V fxGet(Callable<V> work) {
    try {
      return fx.submit(work).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(15)).until(condition);
  }
}
