package org.dimdesktop.ui.registries;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.CellRenderer;
import org.kordamp.ikonli.feather.Feather;

/** Whether the engine has what the tag points to. */
final class LocalCell implements CellRenderer<TagRow> {
  private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");

  private final Node same = Icons.of(Feather.CHECK, "small-icon");
  private final Node differs = Icons.of(Feather.ALERT_CIRCLE, "small-icon");
  private final Tooltip tooltip = new Tooltip();
  private final Label label = new Label();

  LocalCell() {
    label.getStyleClass().add("local-state");
    label.setTooltip(tooltip);
  }

  @Override
  public Node node() {
    return label;
  }

  @Override
  public void update(TagRow row) {
    TagRow.Local local = row.local();
    label.setText(text(local));
    label.setGraphic(
        switch (local) {
          case SAME -> same;
          case DIFFERS -> differs;
          case NONE, UNKNOWN -> null;
        });
    label.pseudoClassStateChanged(DIFFERS, local == TagRow.Local.DIFFERS);
    String help =
        switch (local) {
          case SAME -> "registries.local.same.help";
          case DIFFERS -> "registries.local.differs.help";
          case NONE -> "registries.local.none.help";
          case UNKNOWN -> "registries.local.unknown.help";
        };
    tooltip.setText(Strings.get(help, row.reference().familiar()));
  }

  /** The word for it; none for what is not known. */
  static String text(TagRow.Local local) {
    return switch (local) {
      case SAME -> Strings.get("registries.local.same");
      case DIFFERS -> Strings.get("registries.local.differs");
      case NONE -> Strings.get("registries.local.none");
      case UNKNOWN -> "";
    };
  }
}
