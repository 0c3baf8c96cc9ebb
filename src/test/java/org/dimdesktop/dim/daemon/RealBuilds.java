package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.dimdesktop.build.EngineImageBuilder;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.engine.Engines;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.support.TestGit;

/** A daemon on an engine of the test bed, and a repository for it to build; nothing is scripted. */
final class RealBuilds implements AutoCloseable {
  static final String ENGINES = "org.dimdesktop.support.TestBed#everyEngine";

  /** How a Dockerfile of these tests begins; its shell is busybox. */
  static final String BASE =
      """
      FROM scratch
      COPY busybox /bin/busybox
      SHELL ["/bin/busybox", "sh", "-c"]
      """;

  final TestBed bed = TestBed.require();
  final TestBed.Registries registries = bed.registries();

  /** In names and steps, so that neither another run nor the build cache meets this one. */
  final String run = UUID.randomUUID().toString().substring(0, 8);

  final DaemonFixture daemon;
  final TestGit git;
  private final EngineConnection engine;
  private final ImageService images;
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();

  RealBuilds(Engine on, TestGit git, Path data, int concurrency) {
    this.git = git;
    engine = Engines.connect(on);
    images = new ImageService(engine);
    daemon =
        DaemonFixture.start(
            DaemonFixture.config(data, concurrency, 50, Duration.ofMinutes(5)),
            new EngineImageBuilder(engine, images, io));
    try {
      git.commitFile("busybox", bed.busybox());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes {@code BASE} and these instructions the Dockerfile of the current branch; the commit. */
  String dockerfile(String instructions) {
    return git.commit(Map.of("Dockerfile", BASE + instructions));
  }

  /** A repository of this run at a registry. */
  String image(String registry, String name) {
    return registry + "/e2e-" + run + "/" + name;
  }

  /** Lets the daemon clone and push where nobody is asked for a login. */
  void allowAnonymous() {
    daemon.anonymous("git", git.url().getAuthority());
    daemon.anonymous("registry", registries.open());
  }

  Build awaitSuccess(String id) {
    Build build = daemon.awaitEnd(id);
    assertThat(build.status())
        .as(() -> build + "\n" + String.join("\n", daemon.log(id)))
        .isEqualTo(BuildStatus.SUCCESS);
    return build;
  }

  void awaitPhase(String id, BuildPhase phase) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> daemon.build(id).phase() == phase);
  }

  void assertNothingLeftOnTheEngine() {
    assertThat(images.list().toString()).doesNotContain(run);
  }

  /** The repository by way of another address, such as a proxy's. */
  URI repositoryAt(String address) {
    return URI.create("http://" + address + git.url().getPath());
  }

  @Override
  public void close() {
    daemon.close();
    engine.close();
    io.close();
    git.close();
  }
}
