package org.dimdesktop.ui.updates;

import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.dimdesktop.ui.control.CellRenderer;

/** The first digits of a digest; all of it is in the tooltip. */
final class DigestCell implements CellRenderer<UpdateRow> {
  private final Function<UpdateRow, String> digest;
  private final Label label = new Label();
  private final Tooltip tooltip = new Tooltip();

  DigestCell(Function<UpdateRow, String> digest) {
    this.digest = digest;
    label.getStyleClass().add("mono");
  }

  @Override
  public Node node() {
    return label;
  }

  @Override
  public void update(UpdateRow row) {
    String whole = digest.apply(row);
    label.setText(UpdateRow.shortened(whole));
    tooltip.setText(whole);
    label.setTooltip(whole.isEmpty() ? null : tooltip);
  }
}
