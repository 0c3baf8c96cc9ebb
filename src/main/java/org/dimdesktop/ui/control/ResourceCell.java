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
    if (empty || !(line instanceof Line.Row<T> shown)) {
      setText(null); // the header of a group lies over its cells
      setGraphic(null);
      return;
    }
    if (renderer == null) {
      setText(column.text().apply(shown.row()));
    } else { // what it says in words is asked for by few
      renderer.update(shown.row());
      setGraphic(renderer.node());
    }
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.TEXT
            && renderer != null
            && getItem() instanceof Line.Row<T> shown
        ? column.text().apply(shown.row())
        : super.queryAccessibleAttribute(attribute, parameters);
  }
}
