package org.dimdesktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.RealDaemon;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestGit;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.ui.common.Strings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of what goes wrong with pulls and builds, and that trying again works. */
class FaultsTest {
  private static final String DONE = Strings.get("operations.state.succeeded");
  private static final String FAILED = Strings.get("operations.state.failed");

  private final TestBed bed = TestBed.require();
  // The newest: the oldest tries a registry that is gone for most of a minute before it gives up.
  private final TestBed.Engine engine = bed.engines().getLast();
  private final TestImages images = new TestImages(engine);
  @TempDir Path folder;

  @AfterEach
  void removeImages() {
    images.close();
  }

  private TestWindow open() {
    return new TestWindow(folder, Map.of("DOCKER_HOST", engine.uri().toString()));
  }

  private static void retry(TestWindow window) {
    window.press(TestWindow.BOTTOM, Strings.get("operations.retry"));
  }

  private FaultProxy slowRegistry() {
    return FaultProxy.onTcp(URI.create("tcp://" + bed.registries().open()));
  }

  /** Begins a pull that does not get far. */
  private String pullSlowly(TestWindow window, FaultProxy registry, String name) {
    String reference = images.publish(registry.address(), name, "1", Recipe.bytes(2, 2_000_000));
    images.remember(reference);
    registry.limit(100_000);
    window.pull(reference);
    window.shows(TestWindow.BOTTOM, Strings.get("operations.phase.downloading"));
    return reference;
  }

  @Test
  void aCancelledPullAndOneWhoseRegistryDiedAreDoneByTryingAgain() {
    try (FaultProxy registry = slowRegistry();
        TestWindow window = open()) {
      String cancelled = pullSlowly(window, registry, "cancelled");
      window.press(TestWindow.BOTTOM, Strings.get("operations.cancel"));
      window.shows(TestWindow.BOTTOM, Strings.get("operations.state.cancelled"));
      registry.heal();
      retry(window);
      window.shows(TestWindow.BOTTOM, DONE);
      window.selectOnly("images", cancelled);
      window.press(TestWindow.BOTTOM, Strings.get("operations.dismissFinished"));

      String killed = pullSlowly(window, registry, "killed");
      registry.refuse(true);
      registry.cut();
      window.shows(TestWindow.BOTTOM, FAILED);
      window.shows(TestWindow.BOTTOM, Strings.get("failure.broken.next"));
      window.press(TestWindow.BOTTOM, Strings.get("operations.dismissFinished"));
      registry.heal();
      retry(window); // the failure is still there
      window.shows(TestWindow.BOTTOM, DONE);
      window.selectOnly("images", killed);
    }
  }

  @Test
  void anUnknownImageAndOneThatNeedsALoginSayWhatToDo() throws IOException {
    TestBed.Registries registries = bed.registries();
    String secret =
        images.publish(
            registries.basic(),
            "secret",
            "1",
            Recipe.bytes(1, 1000),
            registries.user(),
            registries.password());
    images.remember(secret);
    try (TestWindow window = open()) {
      window.pull(registries.open() + "/" + images.repository("unknown") + ":1");
      window.shows(TestWindow.BOTTOM, FAILED);
      window.shows(TestWindow.BOTTOM, Strings.get("failure.notfound.next"));
      window.press(TestWindow.BOTTOM, Strings.get("operations.dismiss"));
      window.shows(TestWindow.BOTTOM, Strings.get("operations.empty"));

      window.pull(secret);
      window.shows(TestWindow.BOTTOM, FAILED);
      window.shows(TestWindow.BOTTOM, Strings.get("failure.unauthorized.next", registries.basic()));
      logIn(registries);
      retry(window);
      window.shows(TestWindow.BOTTOM, DONE);
      window.selectOnly("images", secret);
    }
  }

  /** As {@code docker login} does it without a credential helper. */
  private void logIn(TestBed.Registries registries) throws IOException {
    String login = registries.user() + ":" + registries.password();
    String auth = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve(".docker/config.json");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(
        file, "{\"auths\":{\"" + registries.basic() + "\":{\"auth\":\"" + auth + "\"}}}");
  }

  @Test
  void aBuildThatFailsTellsItsClassAndWhyInItsTab() throws IOException {
    String image = bed.registries().open() + "/" + images.repository("failing");
    try (RealDaemon daemon = new RealDaemon();
        DimClient client = new DimClient(daemon.uri(), daemon.address()::token);
        TestGit git = TestGit.open();
        TestWindow window =
            new TestWindow(
                folder,
                Map.of(
                    "DOCKER_HOST",
                    engine.uri().toString(),
                    "DIM_ADDR",
                    daemon.uri().toString(),
                    "DIM_TOKEN",
                    Objects.requireNonNull(daemon.address().token())))) {
      daemon.allowHosts(client);
      git.commitFile("busybox", bed.busybox());
      git.commit(
          Map.of(
              "Dockerfile",
              """
              FROM scratch
              COPY busybox /busybox
              RUN ["/busybox", "sh", "-c", "echo about-to-fail; exit 7"]
              """));
      window.go("builds");
      window.fillNewBuild(git.url(), "no-such-branch", image, "1");
      window.press("dialog-yes");
      window.shows(TestWindow.BOTTOM, "ref_not_found: ");
      String first = TestWindow.onFx(window::frontTab);

      window.fillNewBuild(git.url(), "main", image, "1");
      window.press("dialog-yes");
      window.eventually("a second tab", () -> !window.frontTab().equals(first));
      window.split(0.15);
      window.shows(TestWindow.BOTTOM, "build_failed: ");
      window.shows(TestWindow.BOTTOM, "about-to-fail");
      assertThat(window.texts(TestWindow.BOTTOM))
          .anyMatch(text -> text.startsWith("build_failed: ") && text.contains("exit code: 7"))
          .contains(Strings.get("builds.status.failure"));
    }
  }
}
