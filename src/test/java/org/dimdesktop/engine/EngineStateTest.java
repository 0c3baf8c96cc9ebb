package org.dimdesktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.ContainerStatus;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.engine.container.RunSpec;
import org.dimdesktop.engine.context.Attempt;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.support.EngineProcess;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineStateTest {
  private static final String ENGINES = "org.dimdesktop.support.TestBed#everyEngine";

  @TempDir Path cache;

  private static ConditionFactory within(int millis) {
    return Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofMillis(millis));
  }

  private static boolean isLive(EngineState state) {
    return state.images().freshness().kind() == Freshness.Kind.LIVE
        && state.containers().freshness().kind() == Freshness.Kind.LIVE;
  }

  private static ImageSummary image(EngineState state, String name) {
    return state.images().items().stream()
        .filter(image -> image.repoTags().contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean sameImage(EngineState state, String name, String other) {
    return state.images().items().stream()
        .anyMatch(image -> image.repoTags().containsAll(List.of(name, other)));
  }

  private static boolean hasImage(EngineState state, String name) {
    return state.images().items().stream().anyMatch(image -> image.repoTags().contains(name));
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void theListsFollowTheEngine(Engine engine) {
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        EngineState state = new EngineState(Engines.only(engine), cache, io);
        TestImages images = new TestImages(engine)) {
      state.start();
      within(20_000).until(() -> isLive(state));
      assertThat(state.status()).isInstanceOf(EngineStatus.Connected.class);

      String name = images.make("live", Recipe.shell().withLayers(1, 1000));
      within(3_000).until(() -> hasImage(state, name));
      ImageSummary seen = image(state, name);
      ImageService service = new ImageService(state.http());
      assertThat(service.list()).contains(seen);

      ContainerService containers = new ContainerService(state.http());
      String id = containers.run(RunSpec.of(name, "sleep", "1000"));
      within(3_000).until(() -> container(state, id).map(c -> c.state().isUp()).orElse(false));
      within(1_000).until(() -> image(state, name).containers() == 1);
      assertThat(image(state, name).usedBy()).containsExactly(container(state, id).get().name());

      containers.pause(id);
      within(3_000).until(() -> container(state, id).get().state() == ContainerStatus.PAUSED);
      containers.remove(id, true, true);
      within(3_000).until(() -> container(state, id).isEmpty());
      within(1_000).until(() -> image(state, name).containers() == 0);

      // A name that moves leaves the image that had it.
      String other = images.make("other", Recipe.bytes(1, 2000));
      service.tag(other, ImageReference.parse(name));
      within(3_000).until(() -> sameImage(state, name, other));
      assertThat(state.images().items()).filteredOn(i -> i.repoTags().contains(name)).hasSize(1);

      service.remove(other, true);
      within(3_000).until(() -> !hasImage(state, other));
    }
  }

  private static java.util.Optional<ContainerSummary> container(EngineState state, String id) {
    return state.containers().items().stream().filter(c -> c.id().equals(id)).findFirst();
  }

  @Test
  void aStoppedEngineIsNoticedAndItsListsAreTrueAgainSoonAfterItsReturn() {
    try (EngineProcess process = EngineProcess.start();
        TestImages images = new TestImages(process.engine());
        ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        EngineState state = new EngineState(Engines.only(process.engine()), cache, io)) {
      String name = images.make("kept", Recipe.shell());
      state.start();
      within(20_000).until(() -> isLive(state) && hasImage(state, name));

      process.kill();
      within(1_000).until(() -> state.status() instanceof EngineStatus.Lost);
      assertThat(hasImage(state, name)).isTrue();
      within(500).until(() -> state.images().freshness().kind() == Freshness.Kind.STALE);

      process.restart();
      within(3_000).until(() -> state.status() instanceof EngineStatus.Connected && isLive(state));
      assertThat(hasImage(state, name)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void theLastKnownImagesStandAtOnceMarkedAsStale(Engine engine) {
    try (TestImages images = new TestImages(engine)) {
      String name = images.make("cached", Recipe.bytes(1, 1000));
      try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
          EngineState state = new EngineState(Engines.only(engine), cache, io)) {
        state.start();
        within(20_000).until(() -> isLive(state) && hasImage(state, name));
      }
      EngineEndpoint endpoint = Engines.endpoint(engine);
      ImageCache saved = new ImageCache(cache);
      within(3_000).until(() -> !saved.load(endpoint).isEmpty());

      EngineTables tables = new EngineTables();
      tables.clear(saved.load(endpoint), saved.savedAt(endpoint));
      assertThat(tables.imageList().get().freshness().kind()).isEqualTo(Freshness.Kind.STALE);
      assertThat(tables.imageList().get().items())
          .anySatisfy(image -> assertThat(image.repoTags()).contains(name));
    }
  }

  @Test
  void withoutAnEngineEveryAttemptIsToldWithItsReason() {
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        EngineState state =
            new EngineState(
                () ->
                    new EngineContexts.Selection(
                        EngineEndpoint.of("unix:///nowhere/docker.sock"),
                        null,
                        List.of(new Attempt("DOCKER_HOST", "is not set"))),
                cache,
                io)) {
      state.start();
      within(3_000).until(() -> state.status() instanceof EngineStatus.NoEngine);

      EngineStatus.NoEngine none = (EngineStatus.NoEngine) state.status();
      assertThat(none.attempts()).hasSize(2);
      assertThat(none.attempts().getLast().reason()).contains("there is no socket");
      assertThat(none.failure()).isInstanceOf(Failure.Unreachable.class);
    }
  }

  @Test
  void aSearchThatBreaksIsToldAndTriedAgain() {
    Engine engine = org.dimdesktop.support.TestBed.require().engine();
    AtomicInteger asked = new AtomicInteger();
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        EngineState state =
            new EngineState(
                () -> {
                  if (asked.getAndIncrement() == 0) {
                    throw new IllegalStateException("broken");
                  }
                  return Engines.only(engine).get();
                },
                cache,
                io)) {
      state.start();
      within(20_000).until(() -> isLive(state));
      assertThat(asked.get()).isGreaterThan(1);
    }
  }

  @Test
  void anotherEngineCanBeSwitchedTo() {
    List<Engine> engines = org.dimdesktop.support.TestBed.require().engines();
    EngineEndpoint last = Engines.endpoint(engines.getLast());
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        EngineState state =
            new EngineState(
                () ->
                    new EngineContexts.Selection(
                        EngineEndpoint.of("unix:///nowhere/docker.sock"), null, List.of()),
                cache,
                io)) {
      state.start();
      within(3_000).until(() -> state.status() instanceof EngineStatus.NoEngine);

      state.switchTo(last);

      within(20_000).until(() -> isLive(state));
      assertThat(Objects.requireNonNull(state.status()))
          .isInstanceOfSatisfying(
              EngineStatus.Connected.class, c -> assertThat(c.endpoint()).isEqualTo(last));
    }
  }
}
