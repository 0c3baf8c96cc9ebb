package org.dimdesktop.ui.control;

import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;

/** A text with a mark behind it where it is outdated; the mark stays when the text is cut. */
public final class OutdatedCell<T> implements CellRenderer<T> {
  private final Function<T, String> text;
  private final Function<T, String> behind;
  private final Label label = new Label();
  private final Label mark =
      new Label(null, Icons.of(Feather.ARROW_UP_CIRCLE, "small-icon", "warning"));
  private final Tooltip tooltip = new Tooltip();
  private final HBox box = new HBox(6, label, mark);

  /**
   * A cell that is not filled yet.
   *
   * @param behind why a row is behind its registry, or the empty text
   */
  public OutdatedCell(Function<T, String> text, Function<T, String> behind) {
    this.text = text;
    this.behind = behind;
    box.setAlignment(Pos.CENTER_LEFT);
    label.setMinWidth(0);
    mark.setMinWidth(Region.USE_PREF_SIZE);
    mark.getStyleClass().add("outdated-mark");
    mark.setTooltip(tooltip);
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void update(T row) {
    String why = behind.apply(row);
    label.setText(text.apply(row));
    mark.setVisible(!why.isEmpty());
    mark.setManaged(!why.isEmpty());
    String said = Strings.get("outdated.why", why);
    tooltip.setText(said);
    mark.setAccessibleText(said);
  }
}
