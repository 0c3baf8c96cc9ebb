package org.dimdesktop.ui.registries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.RowAction;
import org.jspecify.annotations.Nullable;

/**
 * Registries and their repositories at the left. The field above filters them; Enter opens the
 * repository that it names, also one that no registry lists.
 */
final class RegistryTree extends BorderPane {
  private final RegistriesViewModel model;
  private final TreeView<TreePlace> tree = new TreeView<>(new TreeItem<>());
  private final TextField field = new TextField();
  private final Label status = new Label();
  private final List<RowAction<TreePlace>> actions;
  private boolean rebuilding;

  RegistryTree(
      RegistriesViewModel model,
      List<Action> buttons,
      List<RowAction<TreePlace>> actions,
      RegistryActions more) {
    this.model = model;
    this.actions = actions;
    tree.setId("registry-tree");
    tree.setShowRoot(false);
    tree.setAccessibleText(Strings.get("registries.tree"));
    tree.setCellFactory(_ -> {
      TreePlaceCell cell = new TreePlaceCell(model::find, model::reload);
      more.treeCell(cell);
      return cell;
    });
    tree.getSelectionModel().selectedItemProperty().addListener((_, _, item) -> selected(item));
    tree.setContextMenu(new ContextMenu());
    tree.setOnContextMenuRequested(_ -> fillMenu());
    field.setId("registry-repository");
    field.setPromptText(Strings.get("registries.repository.prompt"));
    field.setAccessibleText(Strings.get("registries.repository.name"));
    field.setOnAction(_ -> entered());
    field.textProperty().addListener((_, _, _) -> rebuild());
    field.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
        field.clear();
        event.consume();
      } else if (event.getCode() == KeyCode.DOWN) {
        tree.requestFocus();
        event.consume();
      }
    });
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox bar = new HBox(4, field);
    buttons.forEach(button -> bar.getChildren().add(button.iconButton()));
    bar.getStyleClass().add("find-bar");
    status.setId("registry-status");
    status.setWrapText(true);
    status.setMinHeight(USE_PREF_SIZE);
    status.getStyleClass().add("state-message");
    setTop(bar);
    setCenter(tree);
    setBottom(status); // not above, where it would push away the line that was just clicked
    setMinWidth(220);
    model.registries().addListener((ListChangeListener<RegistryItem>) _ -> rebuild());
    model.stateProperty().addListener((_, _, _) -> selectOpen());
    rebuild();
  }

  /** The line that is chosen, or null. */
  @Nullable TreePlace place() {
    TreeItem<TreePlace> item = tree.getSelectionModel().getSelectedItem();
    return item == null ? null : item.getValue();
  }

  /** The registry that is chosen, itself or by one of its repositories; empty for none. */
  String host() {
    TreePlace place = place();
    return place == null ? "" : place.host();
  }

  /** Puts the focus into the field. */
  void focusFilter() {
    field.requestFocus();
    field.selectAll();
  }

  private void fillMenu() {
    List<TreePlace> chosen = place() == null ? List.of() : List.of(place());
    List<MenuItem> items =
        actions.stream()
            .filter(action -> !chosen.isEmpty() && action.applies().test(chosen))
            .map(action -> {
              MenuItem item = new MenuItem(action.text(), Icons.of(action.icon()));
              item.setId(action.id());
              item.setOnAction(_ -> action.handler().accept(chosen));
              return item;
            })
            .toList();
    tree.getContextMenu().getItems().setAll(items);
  }

  private void selected(@Nullable TreeItem<TreePlace> item) {
    if (rebuilding || item == null || item.getValue() == null) {
      return;
    }
    TreePlace place = item.getValue();
    if (place.isRegistry()) {
      item.setExpanded(true);
      model.list().open(place.host());
    } else {
      open(place);
    }
    showStatus();
  }

  private void open(TreePlace place) {
    ImageReference repository = new ImageReference(place.host(), place.repository(), null, null);
    if (!repository.equals(model.stateProperty().get().repository())) {
      model.openRepository(repository);
    }
  }

  /** The one repository that matches, or else the one that the text names. */
  private void entered() {
    String text = field.getText().strip();
    if (text.isEmpty()) {
      return;
    }
    List<TreePlace> matches =
        TreeFilter.of(model.registries(), text).stream()
            .flatMap(branch ->
                branch.repositories().stream()
                    .map(name -> new TreePlace(branch.registry().host(), name)))
            .limit(2)
            .toList();
    if (matches.size() == 1) {
      open(matches.getFirst());
      field.clear();
      return;
    }
    String problem = model.type(host(), text);
    if (problem.isEmpty()) {
      field.clear();
      showStatus();
    } else {
      say(problem);
    }
  }

  private void showStatus() {
    say(model.find(host()).map(RegistryTree::words).orElse(""));
  }

  private static String words(RegistryItem item) {
    return switch (item.state()) {
      case LOADING -> Strings.get("registries.loading", item.host());
      case NO_LIST -> Strings.get("registries.noList", item.host());
      case LOGIN -> Strings.get("registries.login", item.host());
      case FAILED -> item.failure() == null ? "" : FailureText.of(item.failure()).explanation();
      case LISTED ->
          item.repositories().isEmpty() ? Strings.get("registries.empty", item.host()) : "";
      case NEW -> "";
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
    TreePlace chosen = place();
    rebuilding = true;
    try {
      List<TreeItem<TreePlace>> roots =
          TreeFilter.of(model.registries(), field.getText()).stream()
              .map(branch -> branch(old, branch))
              .toList();
      if (!tree.getRoot().getChildren().equals(roots)) {
        tree.getRoot().getChildren().setAll(roots);
      }
      if (chosen != null && !chosen.equals(place()) && old.get(chosen) != null) {
        tree.getSelectionModel().select(old.get(chosen));
      }
    } finally {
      rebuilding = false;
    }
    if (place() == null) {
      selectOpen();
    }
    tree.refresh(); // how a registry stands is no part of its line
    showStatus();
  }

  /** What is open is chosen, however it was opened. */
  private void selectOpen() {
    ImageReference open = model.stateProperty().get().repository();
    if (open == null) {
      return;
    }
    TreePlace wanted = new TreePlace(open.domain(), open.path());
    if (wanted.equals(place())) {
      return;
    }
    for (TreeItem<TreePlace> registry : tree.getRoot().getChildren()) {
      for (TreeItem<TreePlace> item : registry.getChildren()) {
        if (wanted.equals(item.getValue())) {
          rebuilding = true;
          registry.setExpanded(true);
          tree.getSelectionModel().select(item);
          rebuilding = false;
          return;
        }
      }
    }
  }

  private static TreeItem<TreePlace> branch(
      Map<TreePlace, TreeItem<TreePlace>> old, TreeFilter.Branch branch) {
    String host = branch.registry().host();
    TreeItem<TreePlace> root = item(old, new TreePlace(host, ""));
    List<TreeItem<TreePlace>> children =
        branch.repositories().stream().map(name -> item(old, new TreePlace(host, name))).toList();
    if (!root.getChildren().equals(children)) {
      root.getChildren().setAll(children);
    }
    if (branch.open()) {
      root.setExpanded(true);
    }
    return root;
  }

  private static TreeItem<TreePlace> item(
      Map<TreePlace, TreeItem<TreePlace>> old, TreePlace place) {
    TreeItem<TreePlace> known = old.get(place);
    return known == null ? new TreeItem<>(place) : known;
  }
}
