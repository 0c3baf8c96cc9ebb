package org.dimdesktop.ui.shell;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TabHost;
import org.kordamp.ikonli.feather.Feather;

/** The pane at the bottom: the operations, then one closable tab for each open log or build. */
final class BottomPane extends TabPane implements TabHost {
  private final Consumer<Boolean> open;
  private final Runnable added;
  private final Supplier<Node> drawer;
  private final Tab operations = new Tab(Strings.get("operations.title"));

  /**
   * A pane with the operations only.
   *
   * @param drawer makes the list of operations when it is first shown
   * @param open opens or closes the pane
   * @param added a tab was added to the open pane
   */
  BottomPane(Supplier<Node> drawer, Consumer<Boolean> open, Runnable added) {
    this.drawer = drawer;
    this.open = open;
    this.added = added;
    setId("bottom-pane");
    getStyleClass().add("bottom-pane");
    setTabClosingPolicy(TabClosingPolicy.ALL_TABS);
    setTabDragPolicy(TabDragPolicy.REORDER);
    operations.setId("tab-operations");
    operations.setGraphic(Icons.of(Feather.ACTIVITY, "small-icon"));
    operations.setClosable(false);
    getTabs().add(operations);
    setMinHeight(90);
  }

  /** Has its content from now on; to be called before it comes into sight. */
  void fill() {
    if (operations.getContent() == null) {
      operations.setContent(drawer.get());
    }
  }

  void showOperations() {
    getSelectionModel().select(operations);
  }

  @Override
  public void open(Spec spec) {
    Tab tab = getTabs().stream().filter(t -> spec.id().equals(t.getId())).findFirst().orElse(null);
    boolean isNew = tab == null;
    if (tab == null) {
      tab = new Tab();
      tab.setId(spec.id());
      tab.textProperty().bind(spec.title());
      tab.setGraphic(Icons.of(spec.icon(), "small-icon"));
      tab.setContent(spec.content().get());
      tab.setOnClosed(_ -> spec.onClose().run());
      getTabs().add(tab);
    }
    getSelectionModel().select(tab);
    open.accept(true);
    if (isNew) {
      added.run();
    }
  }

  @Override
  public void close(String id) {
    getTabs().stream()
        .filter(tab -> id.equals(tab.getId()) && tab.isClosable())
        .findFirst()
        .ifPresent(this::close);
  }

  private void close(Tab tab) {
    getTabs().remove(tab);
    tab.getOnClosed().handle(null);
  }

  /** Closes every tab that can be closed, so that what each follows ends and its files go. */
  void closeAll() {
    List.copyOf(getTabs()).stream().filter(Tab::isClosable).forEach(this::close);
  }
}
