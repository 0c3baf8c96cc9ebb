package org.dimdesktop.ui.registries;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
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

/** The table of tags: its columns and what can be done with a tag. */
final class TagsTable {
  private static final String PENDING = "…";
  private static final Comparator<TagRow> TAG =
      Comparator.comparing((TagRow row) -> !row.isAttachment())
          .thenComparing(TagRow::leader, new NaturalOrder())
          .thenComparing(TagRow::tag, new NaturalOrder());

  private TagsTable() {}

  /**
   * Describes the table.
   *
   * @param want hears of every tag whose row is drawn
   * @param more actions below those that the table has itself
   */
  static ResourceTableBuilder<TagRow> describe(
      Consumer<String> want, Consumer<ImageReference> pull, List<RowAction<TagRow>> more) {
    ResourceTableBuilder<TagRow> table =
        ResourceTable.<TagRow>builder("registry-tags", TagRow::tag)
            .column(
                Column.<TagRow>text("tag", "registries.column.tag", TagRow::tag)
                    .sortedBy(TAG)
                    .width(200)
                    .atLeast(100)
                    .drawnBy(() -> new TagCell(want)))
            .column(
                Column.<TagRow>text(
                        "local", "registries.column.local", row -> LocalCell.text(row.local()))
                    .sortedBy(by(TagRow::local))
                    .width(90)
                    .drawnBy(LocalCell::new))
            .column(
                Column.<TagRow>text("digest", "registries.column.digest", TagsTable::digest)
                    .sortedBy(by(TagsTable::digest))
                    .width(120)
                    .style("mono"))
            .column(
                Column.<TagRow>text(
                        "platforms", "registries.column.platforms", TagsTable::platforms)
                    .sortedBy(by(TagsTable::platforms))
                    .width(170))
            .column(
                Column.<TagRow>text("size", "registries.column.size", TagsTable::size)
                    .sortedBy(by(TagRow::size))
                    .width(80)
                    .style("right"))
            .column(
                Column.<TagRow>text("created", "registries.column.created", TagsTable::created)
                    .sortedBy(by(TagRow::created))
                    .drawnBy(() -> new TimeCell<>(TagRow::created))
                    .width(110))
            .column(
                Column.<TagRow>text("pushed", "registries.column.pushed", TagsTable::pushed)
                    .sortedBy(by(TagsTable::pushedAt))
                    .width(110)
                    .hiddenAtFirst())
            .chip(new FilterChip<>("local", "registries.chip.local", TagsTable::isHere))
            .chip(
                new FilterChip<>(
                    "differs",
                    "registries.chip.differs",
                    row -> row.local() == TagRow.Local.DIFFERS))
            .filterText(row -> row.tag() + " " + digest(row) + " " + platforms(row))
            .sortedBy("tag", true)
            .empty("registries.tags.empty", null);
    actions(pull).forEach(table::rowAction);
    more.forEach(table::rowAction);
    return table;
  }

  private static List<RowAction<TagRow>> actions(Consumer<ImageReference> pull) {
    return List.of(
        RowAction.<TagRow>of(
                "registries.pull",
                "registries.pull",
                Feather.DOWNLOAD,
                rows -> rows.forEach(row -> pull.accept(row.reference())))
            .asButton(),
        RowAction.<TagRow>of(
                "registries.copyReference",
                "registries.copyReference",
                Feather.COPY,
                rows ->
                    Clipboards.copy(
                        rows.stream()
                            .map(row -> row.reference().familiar())
                            .collect(Collectors.joining("\n"))))
            .withKey("Shortcut+C"),
        RowAction.<TagRow>ofOne(
                "registries.copyDigest",
                "registries.copyDigest",
                Feather.HASH,
                row -> Clipboards.copy(String.valueOf(row.digest())))
            .when(rows -> rows.getFirst().digest() != null));
  }

  /** Tags of one group stay together, whatever is sorted by. */
  private static <U extends Comparable<? super U>> Comparator<TagRow> by(Function<TagRow, U> key) {
    return Comparator.comparing(key).thenComparing(TAG);
  }

  private static boolean isHere(TagRow row) {
    return row.local() == TagRow.Local.SAME || row.local() == TagRow.Local.DIFFERS;
  }

  private static String digest(TagRow row) {
    if (!row.problem().isEmpty()) {
      return row.problem();
    }
    return row.digest() == null ? PENDING : row.digest().shortHex();
  }

  /** The system stands once: {@code linux/amd64, arm64, arm/v7}. */
  private static String platforms(TagRow row) {
    StringBuilder text = new StringBuilder();
    String system = "";
    for (Platform platform : row.platforms()) {
      text.append(text.isEmpty() ? "" : ", ");
      String whole = platform.toString();
      boolean again = platform.os().equals(system);
      text.append(again ? whole.substring(system.length() + 1) : whole);
      system = platform.os();
    }
    return text.toString();
  }

  private static String size(TagRow row) {
    return row.info() == null ? "" : ByteSize.text(row.size());
  }

  private static String created(TagRow row) {
    return Moments.absolute(row.created());
  }

  private static Instant pushedAt(TagRow row) {
    Instant pushed = row.pushed();
    return pushed == null ? Instant.EPOCH : pushed;
  }

  /** A registry that does not say it is not to be mistaken for one that was never pushed to. */
  private static String pushed(TagRow row) {
    if (row.head() == null) {
      return "";
    }
    return row.pushed() == null
        ? Strings.get("registries.pushed.unknown")
        : Moments.ago(row.pushed());
  }
}
