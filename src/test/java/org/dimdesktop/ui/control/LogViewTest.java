package org.dimdesktop.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.log.LogStream;
import org.dimdesktop.ui.common.FxThread;
import org.dimdesktop.ui.common.Strings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The view onto a log, in a real window on the headless platform. */
class LogViewTest {

  private static final int MILLION = 1_000_000;

  @TempDir Path directory;

  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private LogStore store;
  private LogView view;
  private Stage stage;

  @BeforeEach
  void show() throws Exception {
    FxToolkit.registerPrimaryStage();
    store = LogStore.create(directory);
    view =
        fx(() -> {
          Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
          return new LogView(
              store, io, new FxThread(), () -> Optional.of(directory.resolve("saved.txt")));
        });
    stage =
        fx(() -> {
          Stage window = new Stage();
          window.setScene(new Scene(view, 900, 600));
          window.show();
          return window;
        });
  }

  @AfterEach
  void close() throws Exception {
    fx(() -> {
      stage.close();
      return null;
    });
    store.close();
    io.close();
  }

  @Test
  void aMillionLinesAtFullSpeedAreAllReachableAndNotOnTheHeap() throws Exception {
    append(1000, 0);
    awaitLast("line 999 ");
    long before = heap();
    append(MILLION, 1000);
    awaitLast("line " + (MILLION + 999) + " ");
    assertThat(heap() - before).as("heap growth").isLessThan(64L << 20);
    assertThat(fx(() -> view.followingProperty().get())).isTrue();
    key(KeyCode.HOME);
    awaitFirst("line 0 ");
    assertThat(fx(() -> view.followingProperty().get())).isFalse();
    fx(() -> setBar(0.5));
    long middle = Math.round(fx(() -> scrollBar().getMax()) * 0.5);
    awaitFirst("line " + middle + " ");
    key(KeyCode.PAGE_DOWN);
    key(KeyCode.PAGE_UP);
    awaitFirst("line " + middle + " ");
    key(KeyCode.END);
    awaitLast("line " + (MILLION + 999) + " ");
  }

  @Test
  void followsUntilScrolledUpAndAgainAtTheEnd() throws Exception {
    append(500, 0);
    awaitLast("line 499 ");
    key(KeyCode.PAGE_UP);
    await(() -> !view.followingProperty().get());
    String first = fx(() -> shown().getFirst());
    append(500, 500);
    await(() -> scrollBar().getMax() > 900);
    assertThat(fx(() -> shown().getFirst())).as("nothing moves while paused").isEqualTo(first);
    fx(() -> setBar(1));
    await(() -> view.followingProperty().get());
    append(10, 1000);
    awaitLast("line 1009 ");
  }

  @Test
  void restsWhileNothingChangesAndWakesForOneLine() throws Exception {
    append(3, 0);
    awaitLast("line 2 ");
    await(() -> !pane().isTicking());
    store.append(LogStream.STDOUT, 0, null, "one more");
    awaitLast("one more");
    await(() -> !pane().isTicking());
  }

  @Test
  void findsCountsStepsAndShowsOnlyMatches() throws Exception {
    append(20_000, 0);
    awaitLast("line 19999 ");
    key(KeyCode.HOME);
    awaitFirst("line 0 ");
    fx(() -> {
      view.find();
      field().setText("LINE 77");
      return null;
    });
    awaitState(Strings.get("log.find.count", 0, 111));
    fx(() -> press(field(), KeyCode.ENTER, false));
    awaitState(Strings.get("log.find.count", 1, 111));
    fx(() -> press(field(), KeyCode.ENTER, false));
    awaitState(Strings.get("log.find.count", 2, 111));
    await(() -> shown().stream().anyMatch(text -> text.startsWith("line 770 ")));
    fx(() -> press(field(), KeyCode.ENTER, true));
    fx(() -> press(field(), KeyCode.ENTER, true));
    awaitState(Strings.get("log.find.count", 111, 111));
    fx(() -> click("log.find.only"));
    await(() -> shown().getLast().startsWith("line 7799 "));
    assertThat(fx(this::shown)).allMatch(text -> text.startsWith("line 77"));
    store.append(LogStream.STDOUT, 0, null, "line 77 again");
    awaitState(Strings.get("log.find.count", 111, 112));
    fx(() -> click("log.find.regex"));
    fx(() -> {
      field().setText("line (");
      return null;
    });
    await(() -> state().startsWith(Strings.get("log.find.bad", "")));
    fx(() -> {
      field().setText("^line \\d{2} ");
      return null;
    });
    awaitState(Strings.get("log.find.count", 0, 91));
  }

  @Test
  void selectsCopiesAndSaves() throws Exception {
    append(100, 0);
    store.append(LogStream.STDERR, 0, null, "\u001b[31mred\u001b[0m");
    awaitLast("red");
    fx(() -> press(pane(), KeyCode.UP, true));
    fx(() -> press(pane(), KeyCode.UP, true));
    fx(() -> click("log.copy"));
    await(() -> "line 99 text\nred\n".equals(Clipboard.getSystemClipboard().getString()));
    fx(() -> click("log.save"));
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(directory.resolve("saved.txt"))
                .content()
                .startsWith("line 0 text\n")
                .endsWith("\u001b[31mred\u001b[0m\n"));
  }

  @Test
  void wrapsWithoutLosingText() throws Exception {
    store.append(LogStream.STDOUT, 0, null, "0123456789".repeat(100));
    store.append(LogStream.STDOUT, 0, null, "end");
    awaitLast("end");
    fx(() -> {
      view.wrapProperty().set(true);
      return null;
    });
    await(() -> rows().stream().filter(row -> row.slot() != null).count() > 5);
    assertThat(
            fx(() ->
                rows().stream()
                    .map(LogRow::slot)
                    .filter(Objects::nonNull)
                    .map(slot -> slot.line().text().substring(slot.from(), slot.to()))
                    .reduce("", String::concat)))
        .isEqualTo("0123456789".repeat(100) + "end");
  }

  private void append(int lines, int from) {
    for (int i = from; i < from + lines; i++) {
      store.append(LogStream.STDOUT, 0, null, "line " + i + " text");
    }
  }

  private static long heap() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private LogPane pane() {
    return (LogPane) view.getCenter();
  }

  private List<LogRow> rows() {
    return pane().rows();
  }

  private List<String> shown() {
    return rows().stream()
        .map(LogRow::slot)
        .filter(Objects::nonNull)
        .map(slot -> slot.line().text())
        .toList();
  }

  private ScrollBar scrollBar() {
    return (ScrollBar) view.lookup(".scroll-bar");
  }

  private boolean setBar(double share) {
    scrollBar().setValue(scrollBar().getMax() * share);
    return true;
  }

  private TextField field() {
    return (TextField) view.lookup(".log-find-field");
  }

  private String state() {
    return ((Label) view.lookup(".log-find-state")).getText();
  }

  private boolean click(String key) {
    String name = Strings.get(key);
    for (Node node : view.lookupAll("*")) {
      if (node instanceof ButtonBase button && name.equals(node.getAccessibleText())) {
        button.fire();
        return true;
      }
    }
    throw new AssertionError("no button " + name);
  }

  private static boolean press(Node target, KeyCode code, boolean shift) {
    target.requestFocus();
    target.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
    return true;
  }

  private void key(KeyCode code) throws Exception {
    fx(() -> press(pane(), code, false));
  }

  private void awaitFirst(String start) {
    await(() -> !shown().isEmpty() && shown().getFirst().startsWith(start));
  }

  private void awaitLast(String start) {
    await(() -> !shown().isEmpty() && shown().getLast().startsWith(start));
  }

  private void awaitState(String text) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(fx(this::state)).isEqualTo(text));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> fx(condition));
  }

  private static <T> T fx(Callable<T> work) throws Exception {
    return WaitForAsyncUtils.asyncFx(work).get();
  }
}
