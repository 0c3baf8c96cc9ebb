package org.dimdesktop.ui.updates.history;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.CellRenderer;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** How an update ended, as an icon with its words. */
final class ResultText implements CellRenderer<UpdateRecord> {
  private static final List<String> COLOURS = List.of("success", "warning", "accent", "text-muted");

  private final FontIcon icon = new FontIcon(Feather.CIRCLE);
  private final Label label = new Label();
  private final Tooltip tooltip = new Tooltip();
  private final HBox box = new HBox(6, icon, label);

  ResultText() {
    box.setAlignment(Pos.CENTER_LEFT);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(460);
  }

  static String of(UpdateRecord record) {
    return Strings.get(
        switch (record.state()) {
          case RUNNING -> "updates.result.running";
          case ROLLING_BACK -> "updates.result.rollingback";
          case COMMITTED -> "updates.result.committed";
          case ROLLED_BACK -> "updates.result.rolledback";
          case UNCHANGED -> "updates.result.unchanged";
          case RETIRED -> "updates.result.retired";
        });
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void update(UpdateRecord record) {
    label.setText(of(record));
    tooltip.setText(record.reason());
    label.setTooltip(record.reason().isEmpty() ? null : tooltip);
    icon.getStyleClass().removeAll(COLOURS);
    switch (record.state()) {
      case RUNNING -> show(Feather.LOADER, "accent");
      case ROLLING_BACK -> show(Feather.ROTATE_CCW, "accent");
      case COMMITTED, RETIRED -> show(Feather.CHECK_CIRCLE, "success");
      case ROLLED_BACK -> show(Feather.ROTATE_CCW, "warning");
      case UNCHANGED -> show(Feather.MINUS_CIRCLE, "text-muted");
    }
  }

  private void show(Feather picture, String colour) {
    icon.setIconCode(picture);
    icon.getStyleClass().add(colour);
  }
}
