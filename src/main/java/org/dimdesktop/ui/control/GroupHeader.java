package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a group's header shows: its arrow, name and summary, and buttons for all of its rows. */
final class GroupHeader<T> extends HBox {
  private final FontIcon arrow = Icons.of(Feather.CHEVRON_DOWN);
  private final Label title = new Label(null, arrow);
  private final Label summary = new Label();
  private final List<RowAction<T>> actions;
  private final List<Button> buttons = new ArrayList<>();
  private Line.@Nullable Header<T> shown;

  /**
   * An empty header.
   *
   * @param toggle opens or closes the group
   */
  GroupHeader(List<RowAction<T>> actions, Consumer<Line.Header<T>> toggle) {
    this.actions = actions;
    getStyleClass().add("group-header");
    setAlignment(Pos.CENTER_LEFT);
    setPickOnBounds(false); // what lies below selects the line
    setManaged(false);
    title.getStyleClass().add("group-title");
    title.setCursor(Cursor.HAND);
    title.setOnMouseClicked(event -> {
      if (event.getButton() == MouseButton.PRIMARY && shown != null) {
        toggle.accept(shown);
        event.consume();
      }
    });
    summary.getStyleClass().add("group-summary");
    summary.setMouseTransparent(true);
    summary.setMinWidth(0);
    Region gap = new Region();
    gap.setMouseTransparent(true);
    HBox.setHgrow(gap, Priority.ALWAYS);
    getChildren().addAll(title, summary, gap);
    actions.forEach(action -> buttons.add(button(action)));
    getChildren().addAll(buttons);
  }

  private Button button(RowAction<T> action) {
    Button button = new Button(null, Icons.of(action.icon(), action.danger() ? "danger" : "plain"));
    button.getStyleClass().addAll("button-icon", "flat", "small");
    button.setFocusTraversable(false); // the keyboard has the same on the selected header
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> {
      if (shown != null) {
        action.handler().accept(shown.rows());
      }
    });
    return button;
  }

  void show(Line.Header<T> header) {
    shown = header;
    arrow.setIconCode(header.collapsed() ? Feather.CHEVRON_RIGHT : Feather.CHEVRON_DOWN);
    title.setText(header.title());
    summary.setText(text(header));
    for (int i = 0; i < buttons.size(); i++) {
      RowAction<T> action = actions.get(i);
      Button button = buttons.get(i);
      String name = Strings.get("table.group.action", action.text(), header.title());
      button.setAccessibleText(name);
      button.setTooltip(new Tooltip(name));
      button.setVisible(!header.group().isEmpty()); // the rest is nothing that belongs together
      button.setDisable(!action.applies().test(header.rows()));
    }
  }

  /** The summary, and how many rows the filter holds back. */
  private static String text(Line.Header<?> header) {
    return header.hidden() == 0
        ? header.summary()
        : Strings.get("table.group.hidden", header.summary(), header.hidden());
  }

  /** What a screen reader says of a header. */
  static String accessible(Line.Header<?> header) {
    return Strings.get(
        header.collapsed() ? "table.group.collapsed" : "table.group.expanded",
        header.title(),
        text(header));
  }
}
