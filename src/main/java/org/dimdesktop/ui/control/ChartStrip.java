package org.dimdesktop.ui.control;

import java.util.List;
import java.util.function.DoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A named live chart with the newest values in words: CPU, memory, network in and out. JavaFX
 * thread only.
 */
public final class ChartStrip extends VBox {
  private final Sparkline line;
  private final Label value = new Label();
  private final DoubleFunction<String> words;
  private final List<String> names;

  /**
   * A chart without values.
   *
   * @param title what is measured
   * @param names one name for each series; shown before its value if there are several
   * @param points how many values are kept
   * @param words says a value: {@code 12.3 MB}
   */
  public ChartStrip(String title, List<String> names, int points, DoubleFunction<String> words) {
    this.words = words;
    this.names = List.copyOf(names);
    line = new Sparkline(names.size(), points);
    Label heading = new Label(title);
    heading.getStyleClass().add("chart-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    value.getStyleClass().add("chart-value");
    HBox head = new HBox(heading, gap, value);
    head.setAlignment(Pos.BASELINE_LEFT);
    getStyleClass().add("chart-strip");
    line.setPrefHeight(72);
    VBox.setVgrow(line, Priority.ALWAYS);
    getChildren().addAll(head, line);
    setAccessibleText(title);
  }

  /** Never draws smaller values than this over the full height, such as 100 for per cent. */
  public void setAtLeast(double maximum) {
    line.setAtLeast(maximum);
  }

  /** Adds one value for each series at the right. */
  public void add(double... values) {
    line.add(values);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : "   ")
          .append(names.size() > 1 ? names.get(i) + " " : "")
          .append(words.apply(values[i]));
    }
    value.setText(text.toString());
  }

  /** Forgets all values. */
  public void clear() {
    line.clear();
    value.setText("");
  }
}
