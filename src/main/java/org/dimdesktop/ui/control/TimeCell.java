package org.dimdesktop.ui.control;

import java.time.Instant;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.dimdesktop.ui.common.Moments;

/** Shows how long ago something was, and when exactly in its tooltip. */
public final class TimeCell<T> implements CellRenderer<T> {
  private final Label label = new Label();
  private final Tooltip tooltip = new Tooltip();
  private final Function<T, Instant> moment;

  /** A cell that is not filled yet. */
  public TimeCell(Function<T, Instant> moment) {
    this.moment = moment;
    label.setTooltip(tooltip);
  }

  @Override
  public Node node() {
    return label;
  }

  @Override
  public void update(T row) {
    Instant at = moment.apply(row);
    label.setText(Moments.ago(at));
    tooltip.setText(Moments.absolute(at));
  }
}
