package org.dimdesktop.ui.operations;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;

/** The list of operations: what runs, what ended, and why what failed did. */
public final class OperationsDrawer extends BorderPane {
  private final OperationsViewModel model;
  private final OperationLogs logs;
  private final VBox list = new VBox();
  private final Map<OperationItemViewModel, OperationCard> cards = new HashMap<>();
  private final StackPane empty = new StackPane(new Label(Strings.get("operations.empty")));
  private final ScrollPane scroll = new ScrollPane(list);

  /** Shows {@code model}, and opens logs with {@code logs}. */
  public OperationsDrawer(OperationsViewModel model, OperationLogs logs) {
    this.model = model;
    this.logs = logs;
    getStyleClass().add("operations");
    list.getStyleClass().add("operation-list");
    empty.getStyleClass().add("table-placeholder");
    scroll.setFitToWidth(true);
    Button dismissAll =
        new Button(Strings.get("operations.dismissFinished"), Icons.of(Feather.CHECK));
    dismissAll.getStyleClass().addAll("small", "flat");
    dismissAll.setOnAction(_ -> model.dismissFinished());
    HBox foot = new HBox(dismissAll);
    foot.getStyleClass().add("operations-foot");
    foot.visibleProperty().bind(javafx.beans.binding.Bindings.isNotEmpty(model.items()));
    foot.managedProperty().bind(foot.visibleProperty());
    setBottom(foot);
    model.items().addListener((ListChangeListener<OperationItemViewModel>) _ -> refresh());
    refresh();
  }

  private OperationCard card(OperationItemViewModel item) {
    return new OperationCard(item, () -> logs.open(item.operation()));
  }

  private void refresh() {
    Set<OperationItemViewModel> gone = new HashSet<>(cards.keySet());
    gone.removeAll(new HashSet<>(model.items()));
    for (OperationItemViewModel item : gone) {
      OperationCard card = cards.remove(item);
      if (card != null) {
        card.close();
      }
    }
    list.getChildren()
        .setAll(
            model.items().stream()
                .<Node>map(item -> cards.computeIfAbsent(item, this::card))
                .toList());
    setCenter(model.items().isEmpty() ? empty : scroll);
  }
}
