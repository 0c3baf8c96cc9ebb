package org.dimdesktop.ui.control;

import atlantafx.base.controls.CustomTextField;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** A JSON document as a tree with search and copy; only visible lines cost. JavaFX thread only. */
public final class JsonTree extends BorderPane {
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");
  private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");

  private final TreeView<JsonItem.Entry> tree = new TreeView<>();
  private final CustomTextField field = new CustomTextField();
  private final Label count = new Label();
  private List<List<Integer>> matches = List.of();
  private int match = -1;
  private JsonItem.Entry root = new JsonItem.Entry("", "", MissingNode.getInstance());

  /** An empty tree. */
  public JsonTree() {
    getStyleClass().add("json-tree");
    tree.setShowRoot(false);
    tree.setFixedCellSize(24);
    tree.setAccessibleText(Strings.get("json.tree"));
    tree.setCellFactory(_ -> new JsonTreeCell());
    tree.setContextMenu(menu());
    tree.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    setTop(bar());
    setCenter(tree);
  }

  private HBox bar() {
    field.setPromptText(Strings.get("json.find"));
    field.setAccessibleText(Strings.get("json.find"));
    field.setLeft(Icons.of(Feather.SEARCH));
    field.textProperty().addListener((_, _, text) -> find(text));
    field.setOnAction(_ -> next(1));
    field.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
        field.clear();
        event.consume();
      }
    });
    HBox.setHgrow(field, Priority.ALWAYS);
    count.setMinWidth(USE_PREF_SIZE);
    HBox bar =
        new HBox(
            field,
            count,
            button("json.previous", Feather.CHEVRON_UP, () -> next(-1)),
            button("json.next", Feather.CHEVRON_DOWN, () -> next(1)),
            button("json.copyAll", Feather.COPY, () -> Clipboards.copy(root.copy())));
    bar.getStyleClass().add("find-bar");
    return bar;
  }

  private static Button button(String textKey, Ikon icon, Runnable handler) {
    Button button = new Button(null, Icons.of(icon));
    button.getStyleClass().addAll("button-icon", "flat");
    button.setAccessibleText(Strings.get(textKey));
    button.setTooltip(new Tooltip(Strings.get(textKey)));
    button.setOnAction(_ -> handler.run());
    return button;
  }

  private ContextMenu menu() {
    return new ContextMenu(
        item("json.copyValue", () -> copy(JsonItem.Entry::copy)),
        item("json.copyPath", () -> copy(JsonItem.Entry::path)),
        item("json.copySubtree", () -> copy(entry -> entry.value().toPrettyString())));
  }

  private static MenuItem item(String textKey, Runnable handler) {
    MenuItem item = new MenuItem(Strings.get(textKey));
    item.setOnAction(_ -> handler.run());
    return item;
  }

  private void copy(java.util.function.Function<JsonItem.Entry, String> what) {
    TreeItem<JsonItem.Entry> selected = tree.getSelectionModel().getSelectedItem();
    if (selected != null) {
      Clipboards.copy(what.apply(selected.getValue()));
    }
  }

  private void pressed(KeyEvent event) {
    if (COPY.match(event)) {
      copy(JsonItem.Entry::copy);
      event.consume();
    } else if (FIND.match(event)) {
      field.requestFocus();
      field.selectAll();
      event.consume();
    }
  }

  /** Shows a document, its first level open; null empties the tree. */
  public void setJson(@Nullable JsonNode json) {
    root = new JsonItem.Entry("", "", json == null ? MissingNode.getInstance() : json);
    JsonItem item = new JsonItem(root);
    item.setExpanded(true);
    tree.setRoot(item);
    find(field.getText());
  }

  /** How many lines match what is searched for. */
  public int matchCount() {
    return matches.size();
  }

  /** Searches, as typing into the field does. */
  public void search(String text) {
    field.setText(text);
  }

  private void find(String text) {
    matches = JsonSearch.find(root, text);
    match = -1;
    next(1);
  }

  private void next(int step) {
    if (matches.isEmpty()) {
      count.setText(field.getText().isBlank() ? "" : Strings.get("json.nothing"));
      return;
    }
    match = Math.floorMod(match < 0 && step < 0 ? -1 : match + step, matches.size());
    count.setText(Strings.get("json.match", match + 1, matches.size()));
    TreeItem<JsonItem.Entry> item = tree.getRoot();
    for (int index : matches.get(match)) {
      item.setExpanded(true);
      item = item.getChildren().get(index);
    }
    tree.getSelectionModel().select(item);
    tree.scrollTo(Math.max(0, tree.getRow(item) - 2));
  }
}
