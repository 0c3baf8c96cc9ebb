package org.dimdesktop.ui.registries;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.control.CellRenderer;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.ResourceTableBuilder;
import org.dimdesktop.ui.control.RowAction;
import org.kordamp.ikonli.feather.Feather;

/** The table of tags: its columns and what can be done with a tag. */
final class TagsTable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final String PENDING = "…";

  private TagsTable() {}

  /** Describes the table; {@code want} hears of every tag whose row is drawn. */
  static ResourceTableBuilder<TagRow> describe(
      Consumer<String> want, Consumer<ImageReference> pull) {
    return ResourceTable.<TagRow>builder("registry-tags", TagRow::tag)
        .column(
            Column.<TagRow>text("tag", "registries.column.tag", TagRow::tag)
                .sortedBy(Comparator.comparing(TagRow::tag, new NaturalOrder()))
                .drawnBy(() -> new TagCell(want)))
        .column(
            Column.<TagRow>text("digest", "registries.column.digest", TagsTable::digest)
                .width(150)
                .style("mono"))
        .column(
            Column.<TagRow>text("platforms", "registries.column.platforms", TagsTable::platforms)
                .width(200))
        .column(
            Column.<TagRow>text("size", "registries.column.size", TagsTable::size)
                .sortedBy(TagRow::size)
                .width(90)
                .style("right"))
        .column(
            Column.<TagRow>text("created", "registries.column.created", TagsTable::created)
                .sortedBy(TagsTable::createdAt)
                .width(140))
        .filterText(row -> row.tag() + " " + digest(row) + " " + platforms(row))
        .sortedBy("tag", true)
        .empty("registries.tags.empty", null)
        .rowAction(
            RowAction.<TagRow>of(
                    "registries.pull",
                    "registries.pull",
                    Feather.DOWNLOAD,
                    rows -> rows.forEach(row -> pull.accept(row.reference())))
                .asButton())
        .rowAction(
            RowAction.<TagRow>of(
                    "registries.copyReference",
                    "registries.copyReference",
                    Feather.COPY,
                    rows ->
                        Clipboards.copy(
                            rows.stream()
                                .map(row -> row.reference().familiar())
                                .collect(Collectors.joining("\n"))))
                .withKey("Shortcut+C"))
        .rowAction(
            RowAction.<TagRow>ofOne(
                    "registries.copyDigest",
                    "registries.copyDigest",
                    Feather.HASH,
                    row -> Clipboards.copy(String.valueOf(row.digest())))
                .when(rows -> rows.getFirst().digest() != null));
  }

  private static String digest(TagRow row) {
    if (!row.problem().isEmpty()) {
      return row.problem();
    }
    return row.digest() == null ? PENDING : row.digest().shortHex();
  }

  private static String platforms(TagRow row) {
    if (row.info() == null) {
      return "";
    }
    return row.platforms().stream().map(Platform::toString).collect(Collectors.joining(", "));
  }

  private static String size(TagRow row) {
    return row.info() == null ? "" : ByteSize.text(row.size());
  }

  private static Instant createdAt(TagRow row) {
    Instant created = row.info() == null ? null : row.info().created();
    return created == null ? Instant.MIN : created;
  }

  private static String created(TagRow row) {
    Instant created = createdAt(row);
    // Reproducible builds are dated 1970: that says nothing.
    return created.isAfter(Instant.EPOCH.plusSeconds(86_400))
        ? TIME.format(created.atZone(ZoneId.systemDefault()))
        : "";
  }

  /** A cell that asks for the rest of its row, because what is drawn is what is in sight. */
  private static final class TagCell implements CellRenderer<TagRow> {
    private final Consumer<String> want;
    private final Label label = new Label();

    TagCell(Consumer<String> want) {
      this.want = want;
    }

    @Override
    public Node node() {
      return label;
    }

    @Override
    public void update(TagRow row) {
      label.setText(row.tag());
      if (row.isOpen()) {
        want.accept(row.tag());
      }
    }
  }
}
