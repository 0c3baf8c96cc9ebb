package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/**
 * A small live chart of one or more series, drawn as paths so that the theme colours them ({@code
 * chart-line-0}, {@code chart-area-0} …). JavaFX thread only.
 */
public final class Sparkline extends Region {
  private final double[][] values;
  private final Path[] lines;
  private final Path[] areas;
  private int count;
  private double atLeast = 1e-9;

  /**
   * A chart without values.
   *
   * @param series how many lines
   * @param points how many values of each are kept, at least 2
   */
  public Sparkline(int series, int points) {
    values = new double[series][points];
    lines = new Path[series];
    areas = new Path[series];
    getStyleClass().add("sparkline");
    setMinSize(40, 16);
    for (int i = 0; i < series; i++) {
      lines[i] = path("chart-line-" + i);
      areas[i] = path("chart-area-" + i);
    }
    getChildren().addAll(areas);
    getChildren().addAll(lines);
  }

  private static Path path(String styleClass) {
    Path path = new Path();
    path.setManaged(false);
    path.getStyleClass().add(styleClass);
    return path;
  }

  /** Never draws smaller values than this over the full height. */
  public void setAtLeast(double maximum) {
    atLeast = maximum;
    requestLayout();
  }

  /** Adds one value for each series at the right; values that are not finite count as 0. */
  public void add(double... newest) {
    int points = values[0].length;
    if (count == points) {
      for (double[] row : values) {
        System.arraycopy(row, 1, row, 0, points - 1);
      }
      count--;
    }
    for (int i = 0; i < values.length; i++) {
      values[i][count] = Double.isFinite(newest[i]) ? Math.max(0, newest[i]) : 0;
    }
    count++;
    requestLayout();
  }

  /** Forgets all values. */
  public void clear() {
    count = 0;
    requestLayout();
  }

  /** The largest value that is drawn over the full height. */
  double maximum() {
    double max = atLeast;
    for (double[] row : values) {
      for (int i = 0; i < count; i++) {
        max = Math.max(max, row[i]);
      }
    }
    return max;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight() - 2;
    double step = width / (values[0].length - 1);
    double max = maximum();
    for (int i = 0; i < values.length; i++) {
      List<PathElement> line = new ArrayList<>(count);
      double x = width - (count - 1) * step; // the newest value stands at the right edge
      double first = x;
      for (int p = 0; p < count; p++, x += step) {
        double y = 1 + height - height * values[i][p] / max;
        line.add(p == 0 ? new MoveTo(x, y) : new LineTo(x, y));
      }
      List<PathElement> area = new ArrayList<>(line);
      if (count > 0) {
        area.add(new LineTo(width, height + 1));
        area.add(new LineTo(first, height + 1));
        area.add(new ClosePath());
      }
      lines[i].getElements().setAll(line);
      areas[i].getElements().setAll(area);
    }
  }
}
