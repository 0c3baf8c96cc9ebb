package org.dimdesktop.ui.control;

import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell of a {@link ResourceTable}: its text, or its column's own node. */
final class ResourceCell<T> extends TableCell<T, T> {
  private final Column<T> column;
  private final @Nullable CellRenderer<T> renderer;

  ResourceCell(Column<T> column) {
    this.column = column;
    Supplier<CellRenderer<T>> maker = column.renderer();
    renderer = maker == null ? null : maker.get();
    getStyleClass().addAll(column.styles());
    setAlignment(column.styles().contains("right") ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
    if (renderer != null) {
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }
  }

  @Override
  protected void updateItem(@Nullable T row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setText(null);
      setGraphic(null);
      return;
    }
    setText(column.text().apply(row));
    if (renderer != null) {
      renderer.update(row);
      setGraphic(renderer.node());
    }
  }
}
