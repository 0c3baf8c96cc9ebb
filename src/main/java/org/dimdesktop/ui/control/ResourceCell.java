package org.dimdesktop.ui.control;

import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** A cell of a {@link ResourceTable}: its text, or its column's own node. */
final class ResourceCell<T> extends TableCell<Line<T>, Line<T>> {
  private final Column<T> column;
  private final @Nullable CellRenderer<T> renderer;

  ResourceCell(Column<T> column) {
    this.column = column;
    Supplier<CellRenderer<T>> maker = column.renderer();
    renderer = maker == null ? null : maker.get();
    getStyleClass().addAll(column.styles());
    setAlignment(column.styles().contains("right") ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
    setOnMouseEntered(_ -> setTooltip(isTextTruncated() ? new Tooltip(getText()) : null));
    if (renderer != null) {
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }
  }

  @Override
  protected void updateItem(@Nullable Line<T> line, boolean empty) {
    super.updateItem(line, empty);
    // The header of a group lies over its cells.
    T row = !empty && line instanceof Line.Row<T> shown ? shown.row() : null;
    if (renderer == null) {
      setText(row == null ? null : column.text().apply(row));
      return;
    }
    // A node that is taken out and put in again is styled anew, which costs more than the row.
    renderer.node().setVisible(row != null);
    if (row != null) { // what it says in words is asked for by few
      renderer.update(row);
      if (getGraphic() == null) {
        setGraphic(renderer.node());
      }
    }
  }

  /** Time has passed. */
  void aged() {
    if (renderer != null && !isEmpty()) {
      renderer.aged();
    }
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    if (renderer == null || attribute != AccessibleAttribute.TEXT) {
      return super.queryAccessibleAttribute(attribute, parameters);
    }
    // Not what a hidden node says, which still holds the row before.
    return getItem() instanceof Line.Row<T> shown ? column.text().apply(shown.row()) : "";
  }
}
