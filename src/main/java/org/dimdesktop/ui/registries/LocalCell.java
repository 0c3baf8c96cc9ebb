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
  }

  @Override
  public Node node() {
    return label;
  }

  @Override
  public void update(TagRow row) {
    boolean other = row.local() == TagRow.Local.DIFFERS;
    boolean here = row.local() == TagRow.Local.SAME;
    label.setText(
        other
            ? Strings.get("registries.local.differs")
            : here ? Strings.get("registries.local.same") : "");
    label.setGraphic(other ? differs : here ? same : null);
    label.pseudoClassStateChanged(DIFFERS, other);
    tooltip.setText(
        Strings.get(
            other ? "registries.local.differs.help" : "registries.local.same.help",
            row.reference().familiar()));
    label.setTooltip(other || here ? tooltip : null);
  }
}
