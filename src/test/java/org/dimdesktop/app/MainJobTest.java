package org.dimdesktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.support.EngineApi;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestGit;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.ui.common.Strings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program is for, from a pull to a rebuilt image, by the controls of its real window. */
class MainJobTest {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private final TestBed bed = TestBed.require();
  private final TestBed.Engine engine = bed.engine();
  @TempDir Path folder;

  @Test
  void anImageIsPulledRunBuiltFoundInItsRegistryAndBuiltAgain() throws Exception {
    EngineApi api = new EngineApi(engine.uri());
    try (TestImages images = new TestImages(engine);
        FaultProxy slow = FaultProxy.onTcp(URI.create("tcp://" + bed.registries().open()));
        TestGit git = TestGit.open();
        TestWindow window =
            new TestWindow(folder, Map.of("DOCKER_HOST", engine.uri().toString()))) {
      String name =
          images.publish(slow.address(), "job", "1", Recipe.shell().withLayers(2, 2_000_000));
      images.remember(name);
      window.shows("engine-state", Strings.get("shell.engine.connected", "").strip());

      pull(window, name, slow);
      String container = images.repository("job").replace('/', '-');
      try (AutoCloseable _ = () -> api.delete("/containers/" + container + "?force=1&v=1")) {
        run(window, container, name);
      }

      String built = bed.registries().open() + "/" + images.repository("built");
      git.commitFile("busybox", bed.busybox());
      git.commit(Map.of("Dockerfile", dockerfile(built)));
      startDaemon(window);
      submit(window, git.url(), built);
      images.remember(built + ":2");
      window.split(0.15); // so that the whole log is in sight
      String tab = awaitSuccess(window, built);
      window.toFirstLine(TestWindow.BOTTOM);
      window.shows(TestWindow.BOTTOM, "seen-in-the-build");
      String digest = digest(window, tab);

      window.split(0.5);
      findTag(window, built, digest);

      window.press(TestWindow.BOTTOM, Strings.get("builds.rebuild"));
      window.eventually("a tab for the second build", () -> !window.frontTab().equals(tab));
      String second = awaitSuccess(window, built);
      assertThat(digest(window, second)).isNotEmpty();
      window.go("builds");
      window.eventually("both builds in the list", () -> succeeded(window) == 2);
    }
  }

  /** The layers' bars must show bytes while the bytes come, so they come slowly until then. */
  private static void pull(TestWindow window, String name, FaultProxy registry) {
    registry.limit(100_000);
    window.pull(name);
    window.eventually(
        "bars of layers that are being downloaded",
        () ->
            texts(window, "part-phase").stream()
                        .filter(t -> t.equals(Strings.get("operations.phase.downloading")))
                        .count()
                    >= 2
                && texts(window, "part-done").stream().anyMatch(t -> t.matches("\\d.* of \\d.*B"))
                && window.styled(TestWindow.BOTTOM, "part-bar").stream()
                    .anyMatch(bar -> isBetween(((ProgressBar) bar).getProgress())));
    window.eventually(
        "bytes, rate and time left of the whole",
        () ->
            texts(window, "operation-status").stream()
                .anyMatch(t -> t.matches("\\d.* of \\d.*B · .*/s · .* left.*")));
    registry.heal();
    window.shows(TestWindow.BOTTOM, Strings.get("operations.state.succeeded"));
    window.selectOnly("images", name);
    assertThat(window.texts("images-table")).contains(name.substring(0, name.lastIndexOf(':')));
  }

  private static boolean isBetween(double share) {
    return share > 0 && share < 1;
  }

  private static List<String> texts(TestWindow window, String style) {
    return window.styled(TestWindow.BOTTOM, style).stream()
        .map(node -> ((Label) node).getText())
        .toList();
  }

  private static void run(TestWindow window, String container, String name) {
    window.selectOnly("images", name);
    window.press("images.run-button");
    window.type("run-name", container);
    window.type("run-command", "sh -c 'echo seen-in-the-log; exec sleep 1000'");
    window.press("run-dialog-yes");
    window.shows("containers-detail", container);
    window.selectTab("containers-detail", "containers-detail-logs");
    window.shows("container-logs", "seen-in-the-log");
  }

  private static String dockerfile(String unique) {
    return """
    FROM scratch
    COPY busybox /busybox
    RUN ["/busybox", "echo", "seen-in-the-build %s"]
    """
        .formatted(unique);
  }

  private static void startDaemon(TestWindow window) {
    window.go("builds");
    window.press("builds.daemon.start");
  }

  private static void submit(TestWindow window, URI repo, String image) {
    window.fillNewBuild(repo, "main", image, "2");
    allow(window, "git");
    allow(window, "registry");
    window.press("dialog-yes");
  }

  /** The form looks ahead: both hosts are unknown to the new daemon and ask for no password. */
  @SuppressWarnings("unchecked")
  private static void allow(TestWindow window, String realm) {
    window.press("builds.credential.add." + realm);
    String kind = "builds.credential.kind." + realm;
    window.eventually("kinds of credentials", () -> window.find(kind).isPresent());
    TestWindow.onFx(() -> {
      ((ComboBox<CredentialKind>) window.find(kind).orElseThrow())
          .setValue(CredentialKind.ANONYMOUS);
      return true;
    });
    window.press("builds.credential.save." + realm);
    window.eventually(
        "the credential being there",
        () -> window.find("builds.credential.add." + realm).isEmpty());
  }

  /** Follows the log of the build whose tab is in front; the id of the tab. */
  private static String awaitSuccess(TestWindow window, String image) {
    window.eventually("the tab of a build", () -> window.frontTab().startsWith("build-"));
    window.shows(TestWindow.BOTTOM, "Pushed " + image);
    window.shows(TestWindow.BOTTOM, Strings.get("builds.status.success"));
    return TestWindow.onFx(() -> window.frontTab());
  }

  private static String digest(TestWindow window, String tab) {
    window.selectTab(TestWindow.BOTTOM, tab);
    window.eventually("a digest", () -> !digests(window).isEmpty());
    return TestWindow.onFx(() -> digests(window).getFirst());
  }

  private static List<String> digests(TestWindow window) {
    Node pane = window.find(TestWindow.BOTTOM).orElseThrow();
    return TestWindow.all(pane).stream()
        .filter(node -> "build-digest".equals(node.getId()))
        .map(node -> String.valueOf(node.getAccessibleText()))
        .filter(DIGEST.asMatchPredicate())
        .toList();
  }

  private static void findTag(TestWindow window, String image, String digest) {
    int slash = image.indexOf('/');
    window.openRepository(image.substring(0, slash), image.substring(slash + 1));
    window.shows("registry-tags-table", "2");
    String hex = digest.substring("sha256:".length());
    window.eventually(
        "the pushed digest",
        () ->
            TestWindow.textsIn(window.table("registry-tags")).stream()
                .anyMatch(t -> t.length() >= 12 && hex.startsWith(t)));
  }

  private static long succeeded(TestWindow window) {
    return window.styled("builds-table", "table-cell").stream()
        .map(cell -> cell.queryAccessibleAttribute(AccessibleAttribute.TEXT))
        .filter(Strings.get("builds.status.success")::equals)
        .count();
  }
}
