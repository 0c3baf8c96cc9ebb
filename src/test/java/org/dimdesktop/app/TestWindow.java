package org.dimdesktop.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.dimdesktop.settings.AppDirs;
import org.dimdesktop.support.FxRun;
import org.dimdesktop.ui.common.FxThread;

/**
 * The window as the program makes it, for a user whose folders and environment belong to the test.
 * It is read and used by what it shows: only nodes that are visible are found, and only buttons
 * that are enabled can be pressed. Methods are called on the test's thread.
 */
final class TestWindow implements AutoCloseable {
  /** The pane at the bottom: operations and tabs. */
  static final String BOTTOM = "bottom-pane";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FxThread fx = new FxThread();
  private final Stage stage;
  private final Wiring wiring;

  /**
   * Opens the window.
   *
   * @param folder the user's, empty at first
   * @param environment what is set beside the address of a dim daemon that does not exist
   */
  TestWindow(Path folder, Map<String, String> environment) {
    FxRun.startToolkit();
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("DIM_ADDR", "http://127.0.0.1:1");
    Path own = folder.resolve("dim");
    AppDirs dirs =
        new AppDirs(
            own.resolve("config"), own.resolve("data"), own.resolve("state"), own.resolve("cache"));
    stage = onFx(Stage::new);
    wiring =
        onFx(() -> {
          Wiring made =
              new Wiring(
                  dirs, Services.started(dirs, new Wiring.User(all, folder)), stage, _ -> {});
          made.window().open(stage);
          stage.setWidth(1000);
          stage.setHeight(900);
          return made;
        });
  }

  static <V> V onFx(Callable<V> call) {
    try {
      return FxRun.onFx(call);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until {@code condition}, asked on the JavaFX thread, holds; else shows the window. */
  void eventually(String what, Callable<Boolean> condition) {
    try {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(PATIENCE)
          .until(() -> onFx(condition));
    } catch (ConditionTimeoutException e) {
      String shown = String.join(" · ", onFx(() -> texts()));
      throw new AssertionError(
          "waited "
              + PATIENCE.toSeconds()
              + " s for: "
              + what
              + "\nshown: "
              + shown.substring(0, Math.min(4000, shown.length())),
          e);
    }
  }

  /** Presses a button by its id once it can be pressed; does not wait for what that leads to. */
  void press(String id) {
    press("button " + id, node -> id.equals(node.getId()));
  }

  /** Presses the button of this name in the part of the window with this id. */
  void press(String parent, String name) {
    eventually(
        name + " in " + parent, () -> find(parent).flatMap(p -> button(p, name)).isPresent());
    fx.execute(() -> find(parent).flatMap(p -> button(p, name)).orElseThrow().fire());
  }

  private static Optional<ButtonBase> button(Node parent, String name) {
    return all(parent).stream()
        .filter(node -> node instanceof ButtonBase && !node.isDisabled())
        .map(ButtonBase.class::cast)
        .filter(b -> name.equals(b.getText()) || name.equals(b.getAccessibleText()))
        .findFirst();
  }

  private void press(String what, Predicate<Node> wanted) {
    eventually(what, () -> !buttons(wanted).isEmpty());
    // A dialog runs an event loop of its own until it is closed.
    fx.execute(() -> buttons(wanted).getFirst().fire());
  }

  private List<ButtonBase> buttons(Predicate<Node> wanted) {
    return everything().stream()
        .filter(node -> node instanceof ButtonBase && !node.isDisabled())
        .filter(wanted)
        .map(ButtonBase.class::cast)
        .toList();
  }

  /** Replaces the text of a field, once it is there. */
  void type(String id, String text) {
    eventually("field " + id, () -> find(id).isPresent());
    onFx(() -> {
      ((TextInputControl) find(id).orElseThrow()).setText(text);
      return true;
    });
  }

  /** Replaces the text of a field and presses Enter in it. */
  void enter(String id, String text) {
    type(id, text);
    onFx(() -> {
      ((TextField) find(id).orElseThrow()).fireEvent(new ActionEvent());
      return true;
    });
  }

  /** Goes to a view by the navigation. */
  void go(String view) {
    press("nav-" + view);
  }

  /** Selects a tab by its id, once it is in the part of the window with that id. */
  void selectTab(String parent, String tab) {
    eventually(
        "tab " + tab,
        () -> {
          Optional<TabPane> pane = tabPane(parent, tab);
          pane.ifPresent(p -> p.getSelectionModel().select(tab(p, tab).orElseThrow()));
          return pane.isPresent();
        });
  }

  private Optional<TabPane> tabPane(String parent, String tab) {
    return find(parent).stream()
        .flatMap(node -> all(node).stream())
        .filter(TabPane.class::isInstance)
        .map(TabPane.class::cast)
        .filter(pane -> tab(pane, tab).isPresent())
        .findFirst();
  }

  private static Optional<Tab> tab(TabPane pane, String id) {
    return pane.getTabs().stream().filter(tab -> id.equals(tab.getId())).findFirst();
  }

  /** The id of the tab at the bottom that is in front; on the JavaFX thread only. */
  String frontTab() {
    return find(BOTTOM)
        .map(pane -> ((TabPane) pane).getSelectionModel().getSelectedItem().getId())
        .orElse("");
  }

  /** Goes to the images and pulls one by the dialog. */
  void pull(String name) {
    go("images");
    press("images.pull");
    type("pull-name", name);
    press("dialog-yes");
  }

  /** Opens the form for a new build and fills it in. */
  void fillNewBuild(URI repo, String ref, String image, String tag) {
    press("builds.new");
    type("builds.field.repo", repo.toString());
    type("builds.field.ref", ref);
    type("builds.field.image", image);
    type("builds.field.tag", tag);
  }

  /** Adds a registry and opens one of its repositories. */
  void openRepository(String host, String path) {
    go("registries");
    press("registries.add");
    type("registry-host", host);
    press("dialog-yes");
    eventually("the registry in the tree", () -> selectRegistry(host));
    enter("registry-repository", path);
  }

  private boolean selectRegistry(String host) {
    TreeView<?> tree = (TreeView<?>) find("registry-tree").orElseThrow();
    for (int row = 0; row < tree.getExpandedItemCount(); row++) {
      if (String.valueOf(tree.getTreeItem(row).getValue()).contains(host)) {
        tree.getSelectionModel().select(row);
        return true;
      }
    }
    return false;
  }

  /** Filters a table by {@code text} and selects the one row that is left. */
  void selectOnly(String table, String text) {
    type(table + "-filter", text);
    // One row may also be what was there before the filter.
    String name = text.contains("/") ? text.substring(0, text.lastIndexOf(':')) : text;
    eventually(
        "one row with " + text,
        () ->
            table(table).getItems().size() == 1
                && table(table).getItems().getFirst().toString().contains(name));
    onFx(() -> {
      table(table).getSelectionModel().clearAndSelect(0);
      return true;
    });
  }

  TableView<?> table(String id) {
    return (TableView<?>) find(id + "-table").orElseThrow();
  }

  /** Moves the border between the view and the pane at the bottom; 0 is the top. */
  void split(double share) {
    onFx(() -> {
      SplitPane split = (SplitPane) stage.getScene().getRoot().lookup(".main-split");
      split.setDividerPositions(share);
      return true;
    });
  }

  /** Goes to the first line of the log in the part with this id, by the key for it. */
  void toFirstLine(String id) {
    eventually("a log in " + id, () -> !styled(id, "log-pane").isEmpty());
    onFx(() -> {
      Node pane = styled(id, "log-pane").getFirst();
      pane.fireEvent(
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.HOME, false, false, false, false));
      return true;
    });
  }

  /** Waits until the part of the window with this id shows a text that contains {@code part}. */
  void shows(String id, String part) {
    eventually(
        "“" + part + "” in " + id,
        () -> find(id).stream().flatMap(n -> textsIn(n).stream()).anyMatch(t -> t.contains(part)));
  }

  /** The texts in the part of the window with this id; none while it is not shown. */
  List<String> texts(String id) {
    return onFx(() -> find(id).map(TestWindow::textsIn).orElse(List.of()));
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    everything().forEach(node -> addText(node, texts));
    return texts;
  }

  static List<String> textsIn(Node parent) {
    List<String> texts = new ArrayList<>();
    all(parent).forEach(node -> addText(node, texts));
    return texts;
  }

  private static void addText(Node node, List<String> texts) {
    String text =
        switch (node) {
          case Labeled labeled -> labeled.getText();
          case TextInputControl input -> input.getText();
          default -> node.getStyleClass().contains("log-row") ? node.getAccessibleText() : null;
        };
    if (text != null && !text.isEmpty()) {
      texts.add(text);
    }
  }

  /** The visible node with this id; on the JavaFX thread only. */
  Optional<Node> find(String id) {
    return everything().stream().filter(node -> id.equals(node.getId())).findFirst();
  }

  /** The visible nodes of a style in the part with this id; on the JavaFX thread only. */
  List<Node> styled(String id, String style) {
    return find(id).stream()
        .flatMap(parent -> all(parent).stream())
        .filter(node -> node.getStyleClass().contains(style))
        .toList();
  }

  private List<Node> everything() {
    List<Node> nodes = new ArrayList<>();
    for (Window window : Window.getWindows()) {
      if (window instanceof Stage one && isOurs(one) && one.getScene() != null) {
        collect(window.getScene().getRoot(), nodes);
      }
    }
    return nodes;
  }

  private boolean isOurs(Stage window) {
    return stage.equals(window) || stage.equals(window.getOwner());
  }

  static List<Node> all(Node parent) {
    List<Node> nodes = new ArrayList<>();
    collect(parent, nodes);
    return nodes;
  }

  private static void collect(Node node, List<Node> into) {
    if (!node.isVisible()) {
      return;
    }
    into.add(node);
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
    }
  }

  @Override
  public void close() {
    onFx(() -> {
      List.copyOf(Window.getWindows()).stream()
          .filter(window -> window instanceof Stage one && stage.equals(one.getOwner()))
          .forEach(Window::hide);
      wiring.close();
      stage.close();
      return true;
    });
  }
}
