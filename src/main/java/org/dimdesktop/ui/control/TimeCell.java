package org.dimdesktop.ui.control;

import java.time.Instant;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Tips;

/** Shows how long ago something was, and when exactly in its tooltip. */
public final class TimeCell<T> implements CellRenderer<T> {
  private final Label label = new Label();
  private final Function<T, Instant> moment;
  private Instant shown = Instant.EPOCH;

  /** A cell that is not filled yet. */
  public TimeCell(Function<T, Instant> moment) {
    this.moment = moment;
    Tips.set(label, () -> Moments.absolute(shown));
  }

  @Override
  public Node node() {
    return label;
  }

  @Override
  public void update(T row) {
    shown = moment.apply(row);
    aged();
  }

  @Override
  public void aged() {
    label.setText(Moments.ago(shown));
  }
}
