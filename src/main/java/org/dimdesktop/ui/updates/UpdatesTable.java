package org.dimdesktop.ui.updates;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.FilterChip;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.ResourceTableBuilder;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.control.TimeCell;
import org.kordamp.ikonli.feather.Feather;

/** The columns of the list of updates and what can be done with its rows. */
final class UpdatesTable {
  /** Groups together, in each the containers by name. */
  private static final Comparator<UpdateRow> BY_IMAGE =
      Comparator.comparing(UpdateRow::image).thenComparing(UpdateRow::name);

  private UpdatesTable() {}

  /** What is done when a person asks for it. */
  record Handler(
      Consumer<List<UpdateRow>> update,
      Consumer<List<UpdateRow>> updateGroup,
      Consumer<List<UpdateRow>> check,
      Consumer<List<UpdateRow>> toggle,
      Consumer<UpdateRow> versions) {}

  /** A table without rows. */
  static ResourceTableBuilder<UpdateRow> of(Handler handler, List<Action> general) {
    ResourceTableBuilder<UpdateRow> table =
        ResourceTable.<UpdateRow>builder(UpdatesView.ID, UpdateRow::name)
            .filterText(UpdateRow::searchText)
            .empty("updates.empty", null)
            .sortedBy("image", false)
            .chip(new FilterChip<>("outdated", "updates.chip.outdated", r -> r.status().isBehind()))
            .chip(
                new FilterChip<>(
                    "unknown", "updates.chip.unknown", r -> r.status() == RowStatus.UNKNOWN));
    columns(table, handler);
    general.forEach(table::action);
    rowActions(table, handler);
    return table;
  }

  private static void columns(ResourceTableBuilder<UpdateRow> table, Handler handler) {
    table
        .column(
            Column.text("image", "updates.column.image", UpdateRow::imageText)
                .sortedBy(BY_IMAGE)
                .width(190)
                .atLeast(100)
                .style("elide-start"))
        .column(Column.text("name", "updates.column.name", UpdateRow::name).width(140).atLeast(90))
        .column(
            Column.text("status", "updates.column.status", UpdateRow::statusText)
                .sortedBy(UpdateRow::status)
                .width(130)
                .atLeast(112)
                .drawnBy(StatusCell::new))
        .column(
            Column.text("group", "updates.column.group", UpdateRow::groupText)
                .sortedBy(
                    Comparator.comparing((UpdateRow row) -> row.group().status())
                        .thenComparing(BY_IMAGE))
                .width(124)
                .atLeast(58)
                .style("muted"))
        .column(
            Column.text("why", "updates.column.why", UpdateRow::why)
                .width(150)
                .atLeast(54)
                .style("muted"))
        .column(
            Column.text("newer", "updates.column.newer", UpdateRow::newerText)
                .width(100)
                .atLeast(50))
        .column(
            Column.<UpdateRow>text(
                    "local", "updates.column.local", row -> UpdateRow.shortened(row.localDigest()))
                .width(90)
                .atLeast(76)
                .drawnBy(() -> new DigestCell(UpdateRow::localDigest)))
        .column(
            Column.<UpdateRow>text(
                    "remote",
                    "updates.column.remote",
                    row -> UpdateRow.shortened(row.remoteDigest()))
                .width(90)
                .atLeast(76)
                .drawnBy(() -> new DigestCell(UpdateRow::remoteDigest)))
        .column(
            Column.<UpdateRow>text(
                    "built", "updates.column.built", row -> Moments.absolute(row.built()))
                .sortedBy(UpdateRow::built)
                .width(100)
                .atLeast(66)
                .drawnBy(() -> new TimeCell<>(UpdateRow::built)))
        .column(
            Column.<UpdateRow>text("auto", "updates.column.auto", UpdatesTable::automatic)
                .width(64)
                .atLeast(50)
                .drawnBy(() -> new AutoCell(handler.toggle())));
  }

  private static String automatic(UpdateRow row) {
    return Strings.get(row.automatic() ? "updates.auto.on" : "updates.auto.off");
  }

  private static void rowActions(ResourceTableBuilder<UpdateRow> table, Handler handler) {
    table
        .rowAction(
            RowAction.<UpdateRow>of(
                    "updates.update", "updates.update", Feather.ARROW_UP_CIRCLE, handler.update())
                .when(rows -> rows.stream().anyMatch(UpdateRow::canUpdate))
                .withKey("Shortcut+U")
                .asButton())
        .rowAction(
            RowAction.<UpdateRow>of(
                    "updates.updategroup",
                    "updates.updategroup",
                    Feather.LAYERS,
                    handler.updateGroup())
                .withKey("Shortcut+Shift+U"))
        .rowAction(
            RowAction.<UpdateRow>of(
                    "updates.checkgroup", "updates.checkgroup", Feather.REFRESH_CW, handler.check())
                .withKey("Shortcut+Shift+R")
                .asButton())
        .rowAction(
            RowAction.ofOne(
                "updates.versions", "updates.versions", Feather.TAG, handler.versions()))
        .rowAction(
            RowAction.<UpdateRow>of(
                    "updates.auto", "updates.auto", Feather.REPEAT, handler.toggle())
                .withKey("Shortcut+T")
                .asButton())
        .rowAction(
            RowAction.<UpdateRow>of(
                    "updates.copy",
                    "updates.copy",
                    Feather.COPY,
                    rows ->
                        Clipboards.copy(
                            rows.stream()
                                .map(UpdateRow::remoteDigest)
                                .filter(digest -> !digest.isEmpty())
                                .collect(Collectors.joining("\n"))))
                .withKey("Shortcut+C"));
  }
}
