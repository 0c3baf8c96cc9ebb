package org.dimdesktop.ui.builds;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.FilterChip;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.RowAction;
import org.kordamp.ikonli.feather.Feather;

/** Puts the table of builds together. */
final class BuildsTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withZone(ZoneId.systemDefault());

  /** What can be done with rows. */
  interface Handler {
    void open(BuildRow row);

    void rebuild(BuildRow row);

    void edit(BuildRow row);

    void cancel(List<BuildRow> rows);

    void copySubmit(BuildRow row);

    void copyCurl(BuildRow row);

    void drawn(BuildRow row);
  }

  private BuildsTable() {}

  static ResourceTable<BuildRow> of(
      Action create, Handler handler, TableLayouts layouts, Executor io, Executor fx) {
    Comparator<BuildRow> byDuration =
        Comparator.comparing(BuildRow::duration, Comparator.nullsFirst(Comparator.naturalOrder()));
    return ResourceTable.builder("builds", BuildRow::id)
        .column(
            Column.<BuildRow>text(
                    "status", "builds.column.status", r -> BuildStatusText.of(r.build()))
                .width(120)
                .atLeast(112)
                .drawnBy(() -> new StatusCell<>(row -> row, handler::drawn)))
        .column(
            Column.<BuildRow>text("image", "builds.column.image", r -> r.build().imageAndTag())
                .width(240)
                .style("elide-start"))
        .column(
            Column.<BuildRow>text("repo", "builds.column.repo", r -> r.build().repo())
                .width(220)
                .style("elide-start"))
        .column(Column.<BuildRow>text("ref", "builds.column.ref", r -> r.build().ref()).width(90))
        .column(
            Column.text("commit", "builds.column.commit", BuildRow::shortCommit)
                .width(90)
                .style("mono"))
        .column(
            Column.text("duration", "builds.column.duration", BuildRow::durationText)
                .width(80)
                .sortedBy(byDuration)
                .style("right"))
        .column(
            Column.<BuildRow>text(
                    "created", "builds.column.created", r -> TIME.format(r.build().createdAt()))
                .width(150)
                .atLeast(145)
                .sortedBy((BuildRow r) -> r.build().createdAt()))
        .column(
            Column.<BuildRow>text("who", "builds.column.who", r -> orEmpty(r.build().requestedBy()))
                .width(90))
        .chip(new FilterChip<>("active", "builds.filter.active", BuildRow::isActive))
        .action(create)
        .rowAction(RowAction.ofOne("builds.open", "builds.open", Feather.FILE_TEXT, handler::open))
        .rowAction(
            RowAction.ofOne("builds.rebuild", "builds.rebuild", Feather.REPEAT, handler::rebuild)
                .withKey("Shortcut+R")
                .asButton())
        .rowAction(RowAction.ofOne("builds.edit", "builds.edit", Feather.EDIT_2, handler::edit))
        .rowAction(
            RowAction.of("builds.cancel", "builds.cancel", Feather.X_SQUARE, handler::cancel)
                .when(rows -> rows.stream().anyMatch(BuildRow::isActive))
                .withKey("Delete")
                .asButton()
                .dangerous())
        .rowAction(
            RowAction.ofOne("builds.copyId", "builds.copyId", Feather.COPY, copy(BuildRow::id)))
        .rowAction(
            RowAction.<BuildRow>ofOne(
                    "builds.copyDigest",
                    "builds.copyDigest",
                    Feather.COPY,
                    copy(row -> orEmpty(row.build().digest())))
                .when(rows -> rows.getFirst().build().digest() != null))
        .rowAction(
            RowAction.ofOne(
                "builds.copySubmit", "builds.copySubmit", Feather.TERMINAL, handler::copySubmit))
        .rowAction(
            RowAction.ofOne(
                "builds.copyCurl", "builds.copyCurl", Feather.TERMINAL, handler::copyCurl))
        .filterText(BuildsTable::searched)
        .onOpen(handler::open)
        .empty("builds.empty", create)
        .sortedBy("created", true)
        .build(layouts, io, fx);
  }

  private static Consumer<BuildRow> copy(java.util.function.Function<BuildRow, String> text) {
    return row -> Clipboards.copy(text.apply(row));
  }

  /** What the daemon searches too, so that nothing it finds is hidden here. */
  private static String searched(BuildRow row) {
    Build b = row.build();
    return String.join(
        "\n", b.id(), b.repo(), b.ref(), b.imageAndTag(), b.tag(), orEmpty(b.commit()));
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
