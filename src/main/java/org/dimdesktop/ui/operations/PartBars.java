package org.dimdesktop.ui.operations;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.dimdesktop.task.Progress;

/** A bar for each part of an operation, such as an image's layers, with what it does now. */
final class PartBars extends GridPane {
  private final List<Line> lines = new ArrayList<>();

  private record Line(Label name, ProgressBar bar, Label phase, Label done) {}

  PartBars() {
    getStyleClass().add("part-bars");
  }

  void show(List<Progress> parts) {
    while (lines.size() > parts.size()) {
      Line line = lines.removeLast();
      getChildren().removeAll(line.name, line.bar, line.phase, line.done);
    }
    while (lines.size() < parts.size()) {
      lines.add(add(lines.size()));
    }
    for (int i = 0; i < parts.size(); i++) {
      update(lines.get(i), parts.get(i));
    }
  }

  private Line add(int row) {
    Line line = new Line(new Label(), new ProgressBar(0), new Label(), new Label());
    List.of(line.name, line.phase, line.done)
        .forEach(label -> label.setMinWidth(USE_PREF_SIZE)); // the bar gives way, never the text
    line.name.getStyleClass().addAll("mono", "part-name");
    line.bar.setMaxWidth(Double.MAX_VALUE);
    line.bar.getStyleClass().add("part-bar");
    line.phase.getStyleClass().add("part-phase");
    line.done.getStyleClass().add("part-done");
    List.of(line.name, line.phase, line.done)
        .forEach(label -> label.setMinWidth(Region.USE_PREF_SIZE));
    GridPane.setHgrow(line.bar, Priority.ALWAYS);
    GridPane.setHalignment(line.done, HPos.RIGHT);
    addRow(row, line.name, line.bar, line.phase, line.done);
    return line;
  }

  private static void update(Line line, Progress part) {
    line.name.setText(part.label());
    String phase = OperationText.phase(part.phase());
    line.phase.setText(part.note().isEmpty() ? phase : phase + " · " + part.note());
    line.done.setText(OperationText.done(part));
    boolean unknown = !part.isDeterminate() && part.phase() != Progress.Phase.WAITING;
    line.bar.setProgress(unknown ? ProgressBar.INDETERMINATE_PROGRESS : part.fraction());
    line.bar.setAccessibleText(part.label() + " " + line.phase.getText());
    line.bar
        .getStyleClass()
        .setAll(
            "progress-bar",
            "part-bar",
            "phase-" + part.phase().name().toLowerCase(java.util.Locale.ROOT));
  }
}
