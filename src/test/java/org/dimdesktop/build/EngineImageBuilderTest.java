package org.dimdesktop.build;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.support.RegistryProbe;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.OperationQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds on the real engines of the test bed, old and new. */
class EngineImageBuilderTest {
  private static final String ENGINES = "org.dimdesktop.support.TestBed#everyEngine";
  private static final String BASE =
      """
      FROM scratch AS base
      COPY busybox /bin/busybox
      SHELL ["/bin/busybox", "sh", "-c"]
      """;

  @TempDir Path context;
  private final TestBed bed = TestBed.require();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
  private final Map<Integer, StepState> steps = new ConcurrentSkipListMap<>();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final List<ImageReference> made = new java.util.ArrayList<>();
  private @Nullable EngineConnection connection;
  private @Nullable EngineImageBuilder builder;

  @BeforeEach
  void busybox() throws IOException {
    Files.copy(
        bed.busybox(),
        context.resolve("busybox"),
        StandardCopyOption.COPY_ATTRIBUTES,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @AfterEach
  void close() {
    made.forEach(ref -> builder().remove(ref));
    if (connection != null) {
      connection.close();
    }
    io.close();
  }

  private EngineImageBuilder builder() {
    return java.util.Objects.requireNonNull(builder);
  }

  private void use(Engine engine) {
    connection = new EngineConnection(EngineEndpoint.of(engine.uri().toString()));
    builder = new EngineImageBuilder(connection, new ImageService(connection), io);
  }

  private ImageReference ref(String host, String name) {
    return ImageReference.parse(host + "/builds-" + run + "/" + name + ":1");
  }

  private BuildJob job(ImageReference tag) {
    return new BuildJob(context, "Dockerfile", tag, Map.of(), null, null, false, List.of());
  }

  private BuildJob job(String dockerfile) throws IOException {
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    ImageReference tag = ref(bed.registries().open(), "app" + made.size());
    return job(tag);
  }

  private BuiltImage build(BuildJob job) {
    BuiltImage image = builder().build(job, events, OperationContext.NONE);
    made.add(job.tag());
    return image;
  }

  private final BuildEvents events =
      new BuildEvents() {
        @Override
        public void line(Stream stream, @Nullable String step, String line) {
          lines.add(line);
        }

        @Override
        public void steps(List<StepState> changed) {
          changed.forEach(s -> steps.put(s.number(), s));
        }
      };

  private Failure failureOf(BuildJob job) {
    return catchThrowableOfType(FailureException.class, () -> build(job)).failure();
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void buildsAndKeepsTheCache(Engine engine) throws IOException {
    use(engine);
    BuildJob job = job(BASE + "RUN echo made-by-" + run + "\n");
    BuiltImage first = build(job);
    assertThat(first.imageId()).startsWith("sha256:");
    assertThat(lines).anyMatch(l -> l.matches("#\\d+ \\[.*] RUN echo made-by-.*"));
    assertThat(lines).anyMatch(l -> l.matches("#\\d+ \\d+\\.\\d{3} made-by-" + run));
    assertThat(lines).anyMatch(l -> l.matches("#\\d+ DONE \\d+\\.\\ds"));
    lines.clear();
    steps.clear();
    build(job);
    assertThat(lines).anyMatch(l -> l.matches("#\\d+ CACHED"));
    assertThat(lines).noneMatch(l -> l.endsWith(" made-by-" + run) && !l.contains("RUN"));
    assertThat(steps.values())
        .filteredOn(s -> s.name().contains("] RUN echo made-by-"))
        .hasSize(1)
        .allMatch(StepState::cached);
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void passesArgumentsTargetAndNoCache(Engine engine) throws IOException {
    use(engine);
    String dockerfile =
        BASE
            + "ARG WHO=nobody\nRUN echo \"hello $WHO\" '%s'\n".formatted(run)
            + "FROM base AS last\nRUN echo never-reached && false\n";
    BuildJob plain = job(dockerfile);
    BuildJob job =
        new BuildJob(
            context,
            "Dockerfile",
            plain.tag(),
            Map.of("WHO", "a=\"b\" ü"),
            "base",
            null,
            true,
            List.of());
    build(job);
    assertThat(lines).anyMatch(l -> l.endsWith("hello a=\"b\" ü " + run));
    lines.clear();
    build(job);
    assertThat(lines).anyMatch(l -> l.endsWith("hello a=\"b\" ü " + run));
    assertThat(lines).noneMatch(l -> l.contains("never-reached"));
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void honoursDockerignore(Engine engine) throws IOException {
    use(engine);
    Files.writeString(context.resolve(".dockerignore"), "secret*\n!secret-not\n");
    Files.writeString(context.resolve("secret.txt"), run);
    Files.writeString(context.resolve("secret-not"), run);
    build(job(BASE + "COPY . /ctx/\nRUN /bin/busybox ls -a /ctx | /bin/busybox sed 's/^/has /'\n"));
    assertThat(lines).anyMatch(l -> l.endsWith(" has secret-not"));
    assertThat(lines).anyMatch(l -> l.endsWith(" has Dockerfile"));
    assertThat(lines).noneMatch(l -> l.endsWith(" has secret.txt"));
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void namesTheStepThatFailed(Engine engine) throws IOException {
    use(engine);
    Failure failure = failureOf(job(BASE + "RUN echo about-to-fail-%s; exit 7\n".formatted(run)));
    assertThat(failure).isInstanceOf(Failure.Failed.class);
    assertThat(failure.cause()).contains("RUN echo about-to-fail").contains("exit code: 7");
    assertThat(lines).anyMatch(l -> l.endsWith(" about-to-fail-" + run));
    assertThat(steps.values())
        .filteredOn(s -> s.error() != null)
        .singleElement()
        .returns(4, StepState::line)
        .returns("RUN echo about-to-fail-%s; exit 7".formatted(run), StepState::source);
    assertThat(steps.values())
        .filteredOn(s -> s.name().contains("COPY busybox"))
        .singleElement()
        .returns(2, StepState::line)
        .matches(s -> s.started() != null && s.completed() != null && s.error() == null);
    steps.clear();

    failure = failureOf(job("FROM scratch\nNOSUCH thing\n"));
    assertThat(failure).isInstanceOf(Failure.Failed.class);
    assertThat(failure.cause()).contains("line 2").contains("NOSUCH");
    assertThat(steps.values())
        .filteredOn(s -> s.error() != null)
        .singleElement()
        .returns(2, StepState::line)
        .returns("NOSUCH thing", StepState::source);

    assertThat(
            failureOf(
                new BuildJob(
                    context,
                    "Missing",
                    ref(bed.registries().open(), "x"),
                    Map.of(),
                    null,
                    null,
                    false,
                    List.of())))
        .isInstanceOf(Failure.Invalid.class);
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void cancelEndsTheProcessOfTheStep(Engine engine) throws Exception {
    use(engine);
    String marker = "7" + Math.abs(run.hashCode() % 100_000);
    BuildJob job = job(BASE + "RUN echo begun; /bin/busybox sleep " + marker + "\n");
    OperationQueue queue = new OperationQueue(io);
    Operation<BuiltImage> operation =
        queue.submit(Operation.Kind.BUILD, "build", "x", ctx -> builder().build(job, events, ctx));
    await().atMost(60, SECONDS).until(() -> sleeps(marker));
    long start = System.nanoTime();
    operation.cancel();
    await().atMost(5, SECONDS).until(() -> operation.state().isEnd());
    assertThat(operation.state()).isEqualTo(Operation.State.CANCELLED);
    await().atMost(5, SECONDS).until(() -> !sleeps(marker));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  /** Whether the step's process is there; engines of the test bed share this machine. */
  private static boolean sleeps(String marker) {
    return ProcessHandle.allProcesses()
        .anyMatch(p ->
            p.info().arguments().stream()
                .anyMatch(a -> List.of(a).equals(List.of("sleep", marker))));
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void pushesToOpenAndBasicAndTellsTheDigest(Engine engine) throws IOException {
    use(engine);
    BuildJob job = job(BASE + "RUN echo push-" + run + "\n");
    build(job);
    String digest = builder().push(job.tag(), null, events, OperationContext.NONE);
    assertThat(RegistryProbe.digest(job.tag().toString())).contains(digest);

    RegistryLogin login = basicLogin();
    ImageReference secured = ref(bed.registries().basic(), "app");
    build(job(secured));
    String second = builder().push(secured, login, events, OperationContext.NONE);
    assertThat(RegistryProbe.digest(secured.toString())).contains(second);

    Failure refused =
        catchThrowableOfType(
                FailureException.class,
                () -> builder().push(secured, null, events, OperationContext.NONE))
            .failure();
    assertThat(refused).isInstanceOfAny(Failure.Unauthorized.class, Failure.Denied.class);
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void tellsAPushThatIsDenied(Engine engine) throws IOException {
    use(engine);
    job(BASE);
    ImageReference target = ref(bed.registries().token(), "app");
    build(job(target));
    RegistryLogin reader =
        new RegistryLogin(
            bed.registries().token(), TestBed.Registries.READER, bed.registries().password());
    FailureException e =
        catchThrowableOfType(
            FailureException.class,
            () -> builder().push(target, reader, events, OperationContext.NONE));
    assertThat(e.failure()).isInstanceOf(Failure.Denied.class);
    assertThat(e.getMessage()).doesNotContain(bed.registries().password());
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void buildsOnAPrivateBaseImage(Engine engine) throws IOException {
    use(engine);
    job(BASE);
    ImageReference base = ref(bed.registries().basic(), "base");
    build(job(base));
    builder().push(base, basicLogin(), events, OperationContext.NONE);
    builder().remove(base);
    BuildJob anonymous = job("FROM " + base + "\nRUN echo on-private-" + run + "\n");
    assertThat(failureOf(anonymous)).isInstanceOf(Failure.Failed.class);

    BuildJob job =
        new BuildJob(
            context,
            "Dockerfile",
            anonymous.tag(),
            Map.of(),
            null,
            null,
            false,
            List.of(basicLogin()));
    build(job);
    assertThat(lines).anyMatch(l -> l.endsWith(" on-private-" + run));
    assertThat(lines).noneMatch(l -> l.contains(bed.registries().password()));
    made.add(base);
  }

  private RegistryLogin basicLogin() {
    TestBed.Registries all = bed.registries();
    return new RegistryLogin(all.basic(), all.user(), all.password());
  }
}
