package org.dimdesktop.ui.updates.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.updates.plan.Change;

/** Differences as lines: where, what was before, what comes after. */
final class ChangeGrid {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ChangeGrid() {}

  static GridPane of(List<Change> changes) {
    GridPane grid = new GridPane();
    grid.setHgap(12);
    grid.setVgap(3);
    grid.getStyleClass().add("plan-line");
    for (double share : new double[] {26, 37, 37}) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(share);
      grid.getColumnConstraints().add(column);
    }
    grid.addRow(
        0,
        head("updates.plan.change.where"),
        head("updates.plan.change.before"),
        head("updates.plan.change.after"));
    for (int i = 0; i < changes.size(); i++) {
      Change change = onlyWhatDiffers(changes.get(i));
      grid.addRow(
          i + 1,
          cell(change.path(), "plan-path"),
          cell(orUnset(change.before()), "plan-before"),
          cell(orUnset(change.after()), "plan-after"));
    }
    return grid;
  }

  /** Of two long lists of variables only those that are not the same in both. */
  private static Change onlyWhatDiffers(Change change) {
    List<String> before = lines(change.before());
    List<String> after = lines(change.after());
    if (!change.path().equals("Env") || before.isEmpty() || after.isEmpty()) {
      return change;
    }
    return new Change(change.path(), without(before, after), without(after, before));
  }

  private static List<String> lines(String json) {
    List<String> lines = new ArrayList<>();
    try {
      JSON.readTree(json).forEach(item -> lines.add(item.asText()));
      return lines;
    } catch (JsonProcessingException _) {
      return List.of();
    }
  }

  private static String without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).collect(Collectors.joining("\n"));
  }

  private static String orUnset(String json) {
    return json.isEmpty() ? Strings.get("updates.plan.unset") : json;
  }

  private static Label head(String key) {
    Label label = new Label(Strings.get(key));
    label.getStyleClass().add("text-muted");
    return label;
  }

  private static Label cell(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll("mono", style);
    GridPane.setValignment(label, VPos.TOP);
    return label;
  }
}
