package org.dimdesktop.ui.control;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Skin;
import javafx.scene.control.TableRow;
import javafx.scene.control.skin.TableRowSkin;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** A line of the table on the screen: cells for a row, one node across all of them for a header. */
final class LineRow<T> extends TableRow<Line<T>> {
  private final List<RowAction<T>> groupActions;
  private final Consumer<T> open;
  private final Consumer<Line.Header<T>> toggle;
  private @Nullable GroupHeader<T> header;

  LineRow(List<RowAction<T>> groupActions, Consumer<T> open, Consumer<Line.Header<T>> toggle) {
    this.groupActions = groupActions;
    this.open = open;
    this.toggle = toggle;
    setOnMouseClicked(this::clicked);
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      switch (getItem()) {
        case Line.Row<T> line -> open.accept(line.row());
        case Line.Header<T> line -> toggle.accept(line);
        case null -> {}
      }
    }
  }

  @Override
  protected void updateItem(@Nullable Line<T> line, boolean empty) {
    super.updateItem(line, empty);
    boolean isHeader = !empty && line instanceof Line.Header<T>;
    getStyleClass().remove("group-row");
    if (isHeader) {
      getStyleClass().add("group-row");
    }
    if (!empty && line instanceof Line.Header<T> now) {
      if (header == null) {
        header = new GroupHeader<>(groupActions, toggle);
      }
      header.show(now);
      setAccessibleText(GroupHeader.accessible(now));
    } else {
      setAccessibleText(null);
    }
    if (header != null) {
      header.setVisible(isHeader);
      requestLayout();
    }
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new LineSkin();
  }

  /** Lays the header over the cells, which are empty then. */
  private final class LineSkin extends TableRowSkin<Line<T>> {
    LineSkin() {
      super(LineRow.this);
    }

    @Override
    protected void layoutChildren(double x, double y, double w, double h) {
      super.layoutChildren(x, y, w, h);
      GroupHeader<T> node = header;
      if (node != null) {
        if (!getChildren().contains(node)) { // the cells may have been set anew
          getChildren().add(node);
        }
        node.toFront();
        node.resizeRelocate(0, 0, getTableView().getWidth() - 18, getHeight());
      }
    }
  }
}
