package org.dimdesktop.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dimdesktop.ui.common.PaletteEntry;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A line of the command palette. */
final class PaletteCell extends ListCell<PaletteEntry> {
  private final FontIcon icon = new FontIcon(Feather.CIRCLE);
  private final Label title = new Label();
  private final Label hint = new Label();
  private final HBox line = new HBox(icon, title, hint);

  PaletteCell() {
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("palette-line");
    title.setMaxWidth(Double.MAX_VALUE);
    title.setMinWidth(80);
    HBox.setHgrow(title, Priority.ALWAYS);
    hint.getStyleClass().add("palette-hint");
    setPrefWidth(0); // lines are cut, never scrolled sideways
  }

  @Override
  protected void updateItem(@Nullable PaletteEntry entry, boolean empty) {
    super.updateItem(entry, empty);
    if (empty || entry == null) {
      setGraphic(null);
      return;
    }
    icon.setIconCode(entry.icon());
    title.setText(entry.title());
    hint.setText(entry.hint());
    setGraphic(line);
  }
}
