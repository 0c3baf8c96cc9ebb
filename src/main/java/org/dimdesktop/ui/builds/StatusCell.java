package org.dimdesktop.ui.builds;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.dimdesktop.ui.control.CellRenderer;

/** The status cell: icon and words; it tells which rows come into sight. */
final class StatusCell<T> implements CellRenderer<T> {
  private final Function<T, BuildRow> build;
  private final Consumer<BuildRow> drawn;
  private final Label label = new Label();

  StatusCell(Function<T, BuildRow> build, Consumer<BuildRow> drawn) {
    this.build = build;
    this.drawn = drawn;
  }

  @Override
  public Node node() {
    return label;
  }

  @Override
  public void update(T row) {
    BuildRow shown = build.apply(row);
    label.setText(BuildStatusText.of(shown.build()));
    label.setGraphic(BuildStatusText.icon(shown.build()));
    drawn.accept(shown);
  }
}
