package org.dimdesktop.ui.control;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.ui.common.Strings;

/** The line below a log: how many lines, how many dropped, whether the view follows. */
final class LogStatus extends HBox {

  private final LogStore store;
  private final LogPane pane;
  private final Label lines = new Label();
  private final Label note = new Label();
  private final Label state = new Label();

  LogStatus(LogStore store, LogPane pane) {
    this.store = store;
    this.pane = pane;
    getStyleClass().add("log-status");
    setAlignment(Pos.CENTER_LEFT);
    for (Label label : new Label[] {lines, note, state}) {
      label.getStyleClass().addAll("text-small", "text-muted");
    }
    HBox spacer = new HBox();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    getChildren().addAll(lines, note, spacer, state);
    pane.onFrame(this::report);
    report();
  }

  private void report() {
    lines.setText(Strings.get("log.status.lines", store.lineCount()));
    long dropped = store.firstLine();
    if (dropped > 0) {
      note.setText(Strings.get("log.status.dropped", dropped));
    }
    String key =
        store.isEnded()
            ? "log.status.ended"
            : pane.followingProperty().get() ? "log.status.following" : "log.status.paused";
    state.setText(Strings.get(key));
  }

  /** Says something until the next thing is said. */
  void say(String text) {
    note.setText(text);
  }
}
