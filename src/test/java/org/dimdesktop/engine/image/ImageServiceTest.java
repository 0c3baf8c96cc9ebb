package org.dimdesktop.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.dimdesktop.engine.Engines;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.RunSpec;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageServiceTest {
  private static final String ENGINES = "org.dimdesktop.support.TestBed#everyEngine";
  private static final TestBed BED = TestBed.require();

  private static final class Recorder implements OperationContext {
    private final List<Progress> reports = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void report(Progress snapshot) {
      reports.add(snapshot);
    }

    @Override
    public void closeOnCancel(AutoCloseable resource) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void listsInspectsTagsAndRemoves(Engine engine) {
    try (EngineConnection connection = Engines.connect(engine);
        TestImages images = new TestImages(engine)) {
      ImageService service = new ImageService(connection);
      String name =
          images.make("list", Recipe.bytes(2, 50_000).withLabels(java.util.Map.of("a", "b")));
      String second = images.remember(images.repository("list") + ":second");
      service.tag(name, ImageReference.parse(second));

      ImageSummary listed = find(service, name);
      assertThat(listed.repoTags()).containsExactlyInAnyOrder(name, second);
      assertThat(listed.labels()).containsEntry("a", "b");
      assertThat(listed.size()).isGreaterThan(99_000);
      assertThat(service.summary(listed.id(), null)).contains(listed);
      assertThat(service.summary(listed.id(), listed)).contains(listed);
      assertThat(service.inspect(name).path("Id").asText()).isEqualTo(listed.id());
      assertThat(service.history(name)).hasSizeGreaterThanOrEqualTo(2);

      service.remove(second, false);
      assertThat(find(service, name).repoTags()).containsExactly(name);
      assertThatThrownBy(() -> service.inspect(second))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.NotFound.class));
    }
  }

  private static boolean isListed(ImageService service, String name) {
    return service.list().stream().anyMatch(image -> image.repoTags().contains(name));
  }

  /**
   * Another engine to publish from: the containerd store keeps the blobs of a removed image for a
   * while and would have nothing to pull.
   */
  private static Engine other(Engine engine) {
    return BED.engines().stream().filter(e -> !e.equals(engine)).findFirst().orElse(engine);
  }

  private static ImageSummary find(ImageService service, String name) {
    return service.list().stream()
        .filter(image -> image.repoTags().contains(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void aConflictNamesTheContainersAndAPruneSparesTheirImage(Engine engine) {
    try (EngineConnection connection = Engines.connect(engine);
        TestImages images = new TestImages(engine)) {
      ImageService service = new ImageService(connection);
      ContainerService containers = new ContainerService(connection);
      String used = images.make("used", Recipe.shell().withLayers(1, 1000).withCmd("sleep", "99"));
      String free = images.make("free", Recipe.bytes(1, 1000));
      String container = containers.run(RunSpec.of(used));
      try {
        String name = containers.summary(container).orElseThrow().name();
        assertThatThrownBy(() -> service.remove(used, false))
            .isInstanceOfSatisfying(
                FailureException.class,
                e ->
                    assertThat(e.failure())
                        .isInstanceOfSatisfying(
                            Failure.Conflict.class,
                            c -> assertThat(c.blockers()).containsExactly(name)));

        PrunePreview preview = service.prunePreview(true);
        List<String> names =
            preview.images().stream().flatMap(image -> image.repoTags().stream()).toList();
        assertThat(names).contains(free).doesNotContain(used);
        assertThat(preview.bytes()).isGreaterThanOrEqualTo(1000);
      } finally {
        containers.remove(container, true, true);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void aPullReportsEveryLayerAndEndsDone(Engine engine) {
    try (EngineConnection connection = Engines.connect(engine);
        TestImages publisher = new TestImages(other(engine));
        TestImages images = new TestImages(engine);
        FaultProxy slow =
            FaultProxy.onTcp(java.net.URI.create("tcp://" + BED.registries().open()))) {
      String name = publisher.publish(slow.address(), "pull", "1", Recipe.bytes(3, 3_000_000));
      ImageService service = new ImageService(connection);
      Recorder recorder = new Recorder();
      slow.limit(2_000_000); // an engine tells nothing of what is there before it looks

      images.remember(name);
      String id = service.pull(ImageReference.parse(name), null, null, recorder);

      assertThat(find(service, name).id()).isEqualTo(id);
      Progress last = recorder.reports.getLast();
      assertThat(last.phase()).isEqualTo(Phase.DONE);
      assertThat(last.label()).isEqualTo(ImageReference.parse(name).familiar());
      assertThat(last.current()).isGreaterThanOrEqualTo(9_000_000);
      assertThat(last.parts()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(last.parts())
          .allSatisfy(part -> {
            assertThat(part.label()).matches("[0-9a-f]{12}");
            assertThat(part.phase().isEnd()).isTrue();
          });
      assertThat(recorder.reports)
          .anySatisfy(report ->
              assertThat(report.parts())
                  .anySatisfy(p -> assertThat(p.phase()).isEqualTo(Phase.DOWNLOADING)));

      Recorder again = new Recorder();
      assertThat(service.pull(ImageReference.parse(name), null, null, again)).isEqualTo(id);
      assertThat(again.reports.getLast().phase()).isEqualTo(Phase.DONE);
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void aPushTellsItsDigestWhichCanBePulled(Engine engine) {
    try (EngineConnection connection = Engines.connect(engine);
        TestImages images = new TestImages(engine)) {
      ImageService service = new ImageService(connection);
      var registries = BED.registries();
      String name =
          images.make(
              registries.basic() + "/" + images.repository("push"), "1", Recipe.bytes(2, 200_000));
      RegistryAuth auth =
          new RegistryAuth(registries.user(), registries.password(), "", "", registries.basic());
      Recorder recorder = new Recorder();

      Digest digest = service.push(ImageReference.parse(name), auth, recorder);

      assertThat(recorder.reports.getLast().phase()).isEqualTo(Phase.DONE);
      service.remove(name, true);
      ImageReference byDigest = ImageReference.parse(name).withDigest(digest);
      String id = service.pull(byDigest, null, auth, OperationContext.NONE);
      service.remove(id, true);

      assertThat(failure(service, name, null)).isInstanceOf(Failure.Unauthorized.class);
      assertThat(failure(service, name, new RegistryAuth("x", "wrong", "", "", registries.basic())))
          .isInstanceOf(Failure.Unauthorized.class);
      assertThat(auth.toString()).doesNotContain(registries.password());
    }
  }

  private static Failure failure(ImageService service, String name, @Nullable RegistryAuth auth) {
    try {
      service.pull(ImageReference.parse(name), null, auth, OperationContext.NONE);
    } catch (FailureException e) {
      return e.failure();
    }
    throw new AssertionError(name + " was pulled");
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void whatKeepsAPullFromWorkingIsToldApart(Engine engine) {
    try (EngineConnection connection = Engines.connect(engine);
        TestImages images = new TestImages(engine)) {
      ImageService service = new ImageService(connection);
      var registries = BED.registries();
      String unknown = "/" + images.repository("unknown") + ":1";

      assertThat(failure(service, registries.open() + unknown, null))
          .isInstanceOf(Failure.NotFound.class);
      assertThat(failure(service, registries.token() + unknown, null))
          .isInstanceOfAny(Failure.Denied.class, Failure.Unauthorized.class);
      assertThat(failure(service, "127.0.0.1:1/nobody/there:1", null))
          .isInstanceOf(Failure.Unreachable.class);
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void aCancelledPullStopsAtTheEngineToo(Engine engine) {
    try (EngineConnection connection = Engines.connect(engine);
        TestImages publisher = new TestImages(other(engine));
        TestImages images = new TestImages(engine);
        RegistryProcess registry = RegistryProcess.open();
        FaultProxy slow = FaultProxy.onTcp(java.net.URI.create("tcp://" + registry.address()));
        ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      String name = publisher.publish(slow.address(), "cancel", "1", Recipe.bytes(3, 8_000_000));
      slow.limit(1_000_000);
      ImageService service = new ImageService(connection);
      Operation<String> pull =
          new OperationQueue(io)
              .submit(
                  Operation.Kind.PULL,
                  "pull",
                  name,
                  context -> service.pull(ImageReference.parse(name), null, null, context));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> pull.progress().current() > 500_000);

      long start = System.nanoTime();
      pull.cancel();
      Awaitility.await()
          .pollInterval(Duration.ofMillis(5))
          .until(() -> pull.state() == Operation.State.CANCELLED);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
      slow.heal(); // a pull that went on would now be done in a moment, as the second one is
      Awaitility.await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(5))
          .until(() -> !isListed(service, name));
      images.remember(name);
      service.pull(ImageReference.parse(name), null, null, OperationContext.NONE);
      assertThat(isListed(service, name)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void aRegistryKilledInAPullIsAFailureOrARetryThatCanBeCancelled(Engine engine) throws Exception {
    try (EngineConnection connection = Engines.connect(engine);
        TestImages publisher = new TestImages(other(engine));
        RegistryProcess registry = RegistryProcess.open();
        FaultProxy slow = FaultProxy.onTcp(java.net.URI.create("tcp://" + registry.address()));
        ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      String name = publisher.publish(slow.address(), "killed", "1", Recipe.bytes(3, 8_000_000));
      slow.limit(1_000_000);
      ImageService service = new ImageService(connection);
      Operation<String> pull =
          new OperationQueue(io)
              .submit(
                  Operation.Kind.PULL,
                  "pull",
                  name,
                  context -> service.pull(ImageReference.parse(name), null, null, context));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> pull.progress().current() > 500_000);

      registry.kill();
      slow.refuse(true);
      slow.cut();

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> pull.state().isEnd() || pull.progress().phase() == Phase.RETRYING);
      if (pull.state().isEnd()) {
        assertThat(pull.failure().orElseThrow())
            .isInstanceOfAny(Failure.Broken.class, Failure.Unreachable.class);
      } else {
        assertThat(pull.progress().parts())
            .anySatisfy(part -> assertThat(part.note()).startsWith("Retrying in"));
        pull.cancel();
        assertThatThrownBy(() -> pull.future().get(2, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }
}
