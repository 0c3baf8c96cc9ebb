package org.dimdesktop.ui.images;

import java.util.Comparator;
import java.util.List;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.FilterChip;
import org.dimdesktop.ui.control.OutdatedCell;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.ResourceTableBuilder;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.control.TimeCell;
import org.kordamp.ikonli.feather.Feather;

/** The columns of the list of images and what can be done with its rows. */
final class ImageTable {
  private ImageTable() {}

  /** A table without rows. */
  static ResourceTableBuilder<ImageRow> of(ImageActions actions, List<Action> general) {
    ResourceTableBuilder<ImageRow> table =
        ResourceTable.<ImageRow>builder(ImagesFeature.ID, ImageRow::key)
            .filterText(ImageRow::searchText)
            .empty("images.empty", general.getFirst())
            .sortedBy("created", true);
    columns(table);
    table
        .chip(new FilterChip<>("dangling", "images.chip.dangling", row -> !row.isNamed()))
        .chip(new FilterChip<>("unused", "images.chip.unused", ImageRow::isUnused));
    general.forEach(table::action);
    rowActions(table, actions);
    return table;
  }

  private static void columns(ResourceTableBuilder<ImageRow> table) {
    Comparator<ImageRow> byName =
        Comparator.comparing(ImageRow::repository, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(ImageRow::tag);
    table
        .column(
            Column.text("repository", "images.column.repository", ImageRow::repository)
                .sortedBy(byName)
                .width(240)
                .atLeast(120)
                .style("elide-start")) // its end tells images of one registry apart
        .column(
            Column.text("tag", "images.column.tag", ImageRow::tagText)
                .width(120)
                .drawnBy(() -> new OutdatedCell<>(ImageRow::tag, ImageRow::behind)))
        .column(
            Column.<ImageRow>text("id", "images.column.id", row -> row.image().shortId())
                .width(115)
                .atLeast(100)
                .style("mono"))
        .column(
            Column.<ImageRow>text(
                    "size", "images.column.size", row -> ByteSize.text(row.image().size()))
                .sortedBy(row -> row.image().size())
                .width(85)
                .atLeast(78)
                .style("right"))
        .column(
            Column.<ImageRow>text(
                    "created",
                    "images.column.created",
                    row -> Moments.absolute(row.image().created()))
                .sortedBy(row -> row.image().created())
                .width(120)
                .atLeast(112)
                .drawnBy(() -> new TimeCell<>(row -> row.image().created())))
        .column(
            Column.<ImageRow>text("users", "images.column.users", ImageTable::users)
                .sortedBy(row -> row.image().containers())
                .width(105)
                .atLeast(90));
  }

  private static String users(ImageRow row) {
    return row.isUnused() ? "" : Strings.get("images.users", row.image().containers());
  }

  private static void rowActions(ResourceTableBuilder<ImageRow> table, ImageActions actions) {
    table
        .rowAction(
            RowAction.ofOne("images.run", "images.run", Feather.PLAY, actions::run)
                .withKey("Shortcut+R")
                .asButton())
        .rowAction(
            RowAction.ofOne(
                    "images.pullagain", "images.pullagain", Feather.DOWNLOAD, actions::pullAgain)
                .when(rows -> rows.getFirst().isNamed()))
        .rowAction(
            RowAction.ofOne("images.push", "images.push", Feather.UPLOAD, actions::push)
                .when(rows -> rows.getFirst().isNamed()))
        .rowAction(
            RowAction.ofOne("images.tag", "images.tag", Feather.TAG, actions::tag)
                .withKey("Shortcut+T")
                .asButton())
        .rowAction(
            RowAction.<ImageRow>of("images.copy", "images.copy", Feather.COPY, actions::copy)
                .withKey("Shortcut+C"))
        .rowAction(
            RowAction.<ImageRow>of(
                    "images.remove", "images.remove", Feather.TRASH_2, actions::remove)
                .withKey("Delete")
                .asButton()
                .dangerous());
  }
}
