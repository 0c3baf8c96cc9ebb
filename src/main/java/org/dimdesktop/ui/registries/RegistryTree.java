package org.dimdesktop.ui.registries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Registries and their repositories at the left, with a field for what no registry lists. */
final class RegistryTree extends BorderPane {
  private final RegistriesViewModel model;
  private final TreeView<TreePlace> tree = new TreeView<>(new TreeItem<>());
  private final TextField field = new TextField();
  private final Label status = new Label();

  RegistryTree(RegistriesViewModel model, List<Action> actions, RegistryActions more) {
    this.model = model;
    tree.setId("registry-tree");
    tree.setShowRoot(false);
    tree.setAccessibleText(Strings.get("registries.tree"));
    tree.setCellFactory(_ -> {
      PlaceCell cell = new PlaceCell();
      more.treeCell(cell);
      return cell;
    });
    ContextMenu menu = new ContextMenu(new MenuItem());
    menu.setOnShowing(_ -> fill(menu, more));
    tree.setContextMenu(menu);
    tree.getSelectionModel().selectedItemProperty().addListener((_, _, item) -> selected(item));
    field.setId("registry-repository");
    field.setPromptText(Strings.get("registries.repository.prompt"));
    field.setAccessibleText(Strings.get("registries.repository.name"));
    field.setOnAction(_ -> typed());
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox buttons = new HBox(4);
    actions.forEach(action -> buttons.getChildren().add(action.iconButton()));
    HBox bar = new HBox(4, field, buttons);
    bar.getStyleClass().add("find-bar");
    status.setId("registry-status");
    status.setWrapText(true);
    status.setMinHeight(USE_PREF_SIZE);
    status.getStyleClass().add("state-message");
    setTop(new VBox(bar, status));
    setCenter(tree);
    setMinWidth(200);
    say("");
    model.registries().addListener((ListChangeListener<RegistryItem>) _ -> rebuild());
    rebuild();
  }

  /** The registry that is chosen, itself or by one of its repositories; empty for none. */
  String host() {
    TreeItem<TreePlace> item = tree.getSelectionModel().getSelectedItem();
    return item == null || item.getValue() == null ? "" : item.getValue().host();
  }

  private void fill(ContextMenu menu, RegistryActions more) {
    TreeItem<TreePlace> item = tree.getSelectionModel().getSelectedItem();
    List<TreePlace> places = item == null ? List.of() : List.of(item.getValue());
    menu.getItems()
        .setAll(
            more.onTree().stream()
                .map(action -> {
                  MenuItem entry = new MenuItem(action.text(), Icons.of(action.icon()));
                  entry.setId(action.id());
                  entry.setDisable(places.isEmpty() || !action.applies().test(places));
                  entry.setOnAction(_ -> action.handler().accept(places));
                  return entry;
                })
                .toList());
  }

  private void selected(@Nullable TreeItem<TreePlace> item) {
    if (item == null || item.getValue() == null) {
      return;
    }
    TreePlace line = item.getValue();
    if (line.repository().isEmpty()) {
      item.setExpanded(true);
      model.open(line.host());
    } else {
      model.openRepository(new ImageReference(line.host(), line.repository(), null, null));
    }
    showStatus();
  }

  private void typed() {
    String problem = model.type(host(), field.getText());
    if (problem.isEmpty()) {
      showStatus();
    } else {
      say(problem);
    }
  }

  private void showStatus() {
    say(model.find(host()).map(RegistryTree::words).orElse(""));
  }

  private static String words(RegistryItem item) {
    if (item.failure() != null) {
      return FailureText.of(item.failure()).details();
    }
    return switch (item.state()) {
      case LOADING -> Strings.get("registries.loading", item.host());
      case NO_LIST -> Strings.get("registries.noList", item.host());
      case LISTED ->
          item.repositories().isEmpty() ? Strings.get("registries.empty", item.host()) : "";
      case NEW, FAILED -> "";
    };
  }

  private void say(String text) {
    status.setText(text);
    status.setVisible(!text.isEmpty());
    status.setManaged(!text.isEmpty());
  }

  /** Items are kept, so that what is open and chosen stays so. */
  private void rebuild() {
    Map<TreePlace, TreeItem<TreePlace>> old = new HashMap<>();
    for (TreeItem<TreePlace> registry : tree.getRoot().getChildren()) {
      old.put(registry.getValue(), registry);
      registry.getChildren().forEach(child -> old.put(child.getValue(), child));
    }
    List<TreeItem<TreePlace>> roots =
        model.registries().stream()
            .map(item -> {
              TreeItem<TreePlace> root = item(old, new TreePlace(item.host(), ""));
              List<TreeItem<TreePlace>> children =
                  item.repositories().stream()
                      .map(name -> item(old, new TreePlace(item.host(), name)))
                      .toList();
              if (!root.getChildren().equals(children)) {
                root.getChildren().setAll(children);
              }
              return root;
            })
            .toList();
    if (!tree.getRoot().getChildren().equals(roots)) {
      tree.getRoot().getChildren().setAll(roots);
    }
    showStatus();
  }

  private static TreeItem<TreePlace> item(Map<TreePlace, TreeItem<TreePlace>> old, TreePlace line) {
    TreeItem<TreePlace> known = old.get(line);
    return known == null ? new TreeItem<>(line) : known;
  }

  private static final class PlaceCell extends TreeCell<TreePlace> {
    @Override
    protected void updateItem(@Nullable TreePlace line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setText(null);
        setGraphic(null);
      } else if (line.repository().isEmpty()) {
        setText(line.host());
        setGraphic(Icons.of(Feather.SERVER));
      } else {
        setText(line.repository());
        setGraphic(Icons.of(Feather.PACKAGE));
      }
    }
  }
}
