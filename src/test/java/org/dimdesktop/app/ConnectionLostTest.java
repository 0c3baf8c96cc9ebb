package org.dimdesktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.support.EngineProcess;
import org.dimdesktop.support.RealDaemon;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.ui.common.Strings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window shows when the engine goes, when it comes back, and when there never was one. */
class ConnectionLostTest {
  private static final String LOST = Strings.get("shell.engine.lost", "").strip();
  private static final String STALE = "The engine does not answer. This is what was there at";

  @TempDir Path folder;

  @Test
  void rowsStayMarkedAsStaleAndAreTrueAgainWithSelectionAndScrollAsTheyWere() {
    try (EngineProcess process = EngineProcess.start();
        TestImages images = new TestImages(process.engine())) {
      String first = images.make("kept", Recipe.shell());
      for (int i = 10; i < 70; i++) {
        images.tag(first, images.repository("kept"), "t" + i);
      }
      String host = process.engine().uri().toString();
      try (TestWindow window = new TestWindow(folder, Map.of("DOCKER_HOST", host))) {
        window.eventually("all rows", () -> rows(window).getItems().size() == 61);
        Object selected = TestWindow.onFx(() -> select(window, 40));
        String top = TestWindow.onFx(() -> firstVisible(window));
        assertThat(top).isNotEqualTo(TestWindow.onFx(() -> key(window, 0)));

        long killed = System.nanoTime();
        process.kill();
        long lost = after(window, killed, "the loss", () -> shows(window, "engine-state", LOST));
        window.eventually("the mark", () -> shows(window, "images-view", STALE));
        assertThat(TestWindow.onFx(() -> rows(window).getItems())).hasSize(61);
        assertThat(lost).as("ms until the loss showed").isLessThan(10_000);

        process.restart();
        long back = System.nanoTime();
        long live =
            after(
                window,
                back,
                "the return",
                () -> !shows(window, "engine-state", LOST) && !shows(window, "images-view", STALE));
        assertThat(live).as("ms until the lists were true again").isLessThan(10_000);
        assertThat(TestWindow.onFx(() -> rows(window).getSelectionModel().getSelectedItem()))
            .hasToString(String.valueOf(selected));
        assertThat(TestWindow.onFx(() -> firstVisible(window))).isEqualTo(top);
        images.tag(first, images.repository("kept"), "after");
        window.eventually("a change after", () -> rows(window).getItems().size() == 62);
      }
    }
  }

  /** Milliseconds from {@code start} until the condition holds. */
  private static long after(
      TestWindow window, long start, String what, Callable<Boolean> condition) {
    window.eventually(what, condition);
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static boolean shows(TestWindow window, String id, String text) {
    return window.find(id).stream()
        .flatMap(node -> TestWindow.textsIn(node).stream())
        .anyMatch(t -> t.contains(text));
  }

  private static TableView<?> rows(TestWindow window) {
    return window.table("images");
  }

  private static Object select(TestWindow window, int index) {
    rows(window).getSelectionModel().clearAndSelect(index);
    rows(window).scrollTo(index - 3);
    rows(window).layout();
    return rows(window).getItems().get(index);
  }

  private static String firstVisible(TestWindow window) {
    VirtualFlow<?> flow = (VirtualFlow<?>) rows(window).lookup(".virtual-flow");
    IndexedCell<?> first = Objects.requireNonNull(flow.getFirstVisibleCell());
    // Of a row that is scrolled out but for a part of a pixel nobody sees anything.
    boolean seen = first.getLayoutY() + first.getHeight() >= 1;
    return key(window, first.getIndex() + (seen ? 0 : 1));
  }

  private static String key(TestWindow window, int index) {
    return String.valueOf(rows(window).getItems().get(index));
  }

  @Test
  void withoutAnEngineTheViewsSayWhatWasTriedAndRegistriesAndBuildsWork() throws Exception {
    TestBed bed = TestBed.require();
    makeContext("work", "unix://" + folder.resolve("gone.sock"));
    try (RealDaemon daemon = new RealDaemon();
        TestImages images = new TestImages(bed.engine());
        DimClient client = new DimClient(daemon.uri(), daemon.address()::token)) {
      daemon.allowHosts(client);
      String built = client.submit(daemon.request("true"), null).imageAndTag();
      images.remember(built);
      String published = images.publish(bed.registries().open(), "there", "7", Recipe.bytes(1, 10));
      Map<String, String> environment =
          Map.of(
              "DIM_ADDR",
              daemon.uri().toString(),
              "DIM_TOKEN",
              Objects.requireNonNull(daemon.address().token()));
      try (TestWindow window = new TestWindow(folder, environment)) {
        for (String view : List.of("images", "containers")) {
          window.go(view);
          window.shows("no-engine", Strings.get("engine.none.title"));
          window.shows("no-engine", "Next step");
          List<String> tried = window.texts("engine-attempts");
          assertThat(tried).hasSize(12);
          assertThat(tried.subList(0, 8))
              .containsExactly(
                  "1.",
                  "DOCKER_HOST",
                  "is not set",
                  "2.",
                  "DOCKER_CONTEXT",
                  "is not set",
                  "3.",
                  "currentContext of " + folder.resolve(".docker/config.json") + " = work");
          String gone = "unix://" + folder.resolve("gone.sock");
          assertThat(tried.subList(8, 11)).containsExactly("leads to " + gone, "4.", gone);
          assertThat(tried.getLast()).startsWith("there is no socket at " + gone);
        }
        window.go("builds");
        window.shows("builds-table", built);
        int slash = published.indexOf('/');
        window.openRepository(
            published.substring(0, slash),
            published.substring(slash + 1, published.lastIndexOf(':')));
        window.shows("registry-tags-table", "7");
        window.go("builds");
        window.shows("builds-table", Strings.get("builds.status.success"));
      }
    }
  }

  /** A context as the docker command line keeps it, chosen by config.json. */
  private void makeContext(String name, String host) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    Path meta = folder.resolve(".docker/contexts/meta").resolve(HexFormat.of().formatHex(hash));
    write(
        meta.resolve("meta.json"),
        "{\"Name\":\"" + name + "\",\"Endpoints\":{\"docker\":{\"Host\":\"" + host + "\"}}}");
    write(folder.resolve(".docker/config.json"), "{\"currentContext\":\"" + name + "\"}");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }
}
