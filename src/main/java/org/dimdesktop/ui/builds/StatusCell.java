package org.dimdesktop.ui.builds;

import javafx.scene.Node;
import javafx.scene.control.Label;
import org.dimdesktop.ui.control.CellRenderer;

/** The status cell: icon and words. */
final class StatusCell implements CellRenderer<BuildRow> {
  private final Label label = new Label();

  @Override
  public Node node() {
    return label;
  }

  @Override
  public void update(BuildRow row) {
    label.setText(BuildStatusText.of(row.build()));
    label.setGraphic(BuildStatusText.icon(row.build()));
  }
}
