package org.dimdesktop.ui.registries.compare;

import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.dimdesktop.registry.compare.Difference;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.CellRenderer;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Whether something is the same, added, removed or changed: a coloured icon with its word. */
final class DifferenceCell<T> implements CellRenderer<T> {
  private static final List<String> COLOURS =
      List.of("success", "danger", "warning", "accent", "text-muted");

  private final Function<T, Difference> difference;
  private final FontIcon icon = new FontIcon(Feather.CIRCLE);
  private final Label label = new Label();
  private final HBox box = new HBox(6, icon, label);

  DifferenceCell(Function<T, Difference> difference) {
    this.difference = difference;
    box.setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void update(T row) {
    Difference now = difference.apply(row);
    icon.setIconCode(
        switch (now) {
          case SAME -> Feather.CHECK;
          case ADDED -> Feather.PLUS;
          case REMOVED -> Feather.MINUS;
          case CHANGED -> Feather.EDIT_2;
          case REPACKED -> Feather.ARCHIVE;
        });
    icon.getStyleClass().removeAll(COLOURS);
    icon.getStyleClass()
        .add(
            switch (now) {
              case SAME -> "text-muted";
              case ADDED -> "success";
              case REMOVED -> "danger";
              case CHANGED -> "warning";
              case REPACKED -> "accent";
            });
    label.setText(text(now));
  }

  static String text(Difference difference) {
    return switch (difference) {
      case SAME -> Strings.get("registries.compare.same");
      case ADDED -> Strings.get("registries.compare.added");
      case REMOVED -> Strings.get("registries.compare.removed");
      case CHANGED -> Strings.get("registries.compare.changed");
      case REPACKED -> Strings.get("registries.compare.repacked");
    };
  }
}
