package org.dimdesktop.ui.updates;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.dimdesktop.ui.control.CellRenderer;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A container's status as a coloured icon with its word; the tooltip says why. */
final class StatusCell implements CellRenderer<UpdateRow> {
  private static final List<String> COLOURS =
      List.of("success", "warning", "danger", "accent", "text-muted");

  private final FontIcon icon = new FontIcon(Feather.CIRCLE);
  private final Label label = new Label();
  private final Tooltip tooltip = new Tooltip();
  private final HBox box = new HBox(6, icon, label);

  StatusCell() {
    box.setAlignment(Pos.CENTER_LEFT);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(460);
    label.setTooltip(tooltip);
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void update(UpdateRow row) {
    icon.setIconCode(row.busy() ? Feather.LOADER : row.status().icon());
    icon.getStyleClass().removeAll(COLOURS);
    icon.getStyleClass().add(row.busy() ? "accent" : row.status().colour());
    label.setText(row.statusText());
    tooltip.setText(row.why());
  }
}
