package org.dimdesktop.ui.builds;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.control.Sparkline;
import org.kordamp.ikonli.feather.Feather;

/** The attempts of one repository, image and tag: how long they took, and what changed. */
final class AttemptsPane extends BorderPane {
  private static final int POINTS = 50;

  private final Sparkline trend = new Sparkline(1, POINTS);
  private final Label summary = new Label();
  private final ResourceTable<AttemptRow> table;

  AttemptsPane(
      AttemptsModel model,
      String current,
      Consumer<Build> open,
      TableLayouts layouts,
      Executor io,
      Executor fx) {
    table =
        ResourceTable.builder("build-attempts", AttemptRow::id)
            .column(
                Column.<AttemptRow>text(
                        "status", "builds.column.status", a -> BuildStatusText.of(a.row().build()))
                    .width(110)
                    .drawnBy(() -> new StatusCell<>(AttemptRow::row, _ -> {})))
            .column(
                Column.<AttemptRow>text(
                        "created",
                        "builds.column.created",
                        a -> Moments.ago(a.row().build().createdAt()))
                    .width(110)
                    .sortedBy((AttemptRow a) -> a.row().build().createdAt()))
            .column(
                Column.<AttemptRow>text(
                        "duration", "builds.column.duration", a -> a.row().durationText())
                    .width(75)
                    .sortedBy(AttemptRow::seconds)
                    .style("right"))
            .column(
                Column.<AttemptRow>text(
                        "changes", "builds.attempts.changes", a -> String.join(", ", a.changes()))
                    .width(160))
            .column(
                Column.<AttemptRow>text("ref", "builds.column.ref", a -> a.row().build().ref())
                    .width(90))
            .column(
                Column.<AttemptRow>text(
                        "commit", "builds.column.commit", a -> a.row().shortCommit())
                    .width(90)
                    .style("mono"))
            .rowAction(
                RowAction.ofOne(
                    "builds.attempts.open",
                    "builds.open",
                    Feather.FILE_TEXT,
                    a -> open.accept(a.row().build())))
            .onOpen(a -> open.accept(a.row().build()))
            .empty("builds.attempts.none", null)
            .sortedBy("created", true)
            .build(layouts, io, fx);
    trend.setMinHeight(26);
    trend.setPrefHeight(26);
    trend.setAccessibleText(Strings.get("builds.attempts.trend"));
    HBox head = new HBox(12, summary, trend); // a low drawer has more use for another row
    head.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(trend, Priority.ALWAYS);
    head.getStyleClass().add("build-attempts-head");
    setTop(head);
    setCenter(table);
    model.rowsProperty().addListener((_, _, rows) -> show(rows, current));
    model
        .problemProperty()
        .addListener((_, _, failure) -> {
          if (failure != null) {
            table.setFailure(failure, model::load);
          }
        });
  }

  private void show(List<AttemptRow> rows, String current) {
    table.setItems(rows);
    trend.clear();
    List<AttemptRow> done = rows.stream().filter(a -> !a.row().isActive()).toList();
    done.reversed().forEach(a -> trend.add(a.seconds()));
    trend.setVisible(done.size() > 1);
    trend.setManaged(done.size() > 1);
    double median =
        done.isEmpty()
            ? 0
            : done.stream()
                .mapToDouble(AttemptRow::seconds)
                .sorted()
                .toArray()[(done.size() - 1) / 2];
    summary.setText(
        Strings.get(
            "builds.attempts.summary",
            rows.size(),
            StepText.time(java.time.Duration.ofMillis(Math.round(median * 1000)))));
    table.select(current);
  }
}
