package org.dimdesktop.ui.registries.compare;

import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.registry.compare.ConfigChange;
import org.dimdesktop.registry.compare.Difference;
import org.dimdesktop.registry.compare.LayerChange;
import org.dimdesktop.registry.compare.PackageChange;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.FilterChip;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.RowAction;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The tables of a comparison. */
final class CompareTables {
  static final String DIFFERENT = "different";

  private CompareTables() {}

  static ResourceTable<ConfigChange> config(TableLayouts layouts, Executor io, Executor fx) {
    return ResourceTable.<ConfigChange>builder(
            "compare-config", change -> change.section() + " " + change.name())
        .column(
            Column.<ConfigChange>text(
                    "difference",
                    "registries.compare.difference",
                    change -> DifferenceCell.text(change.difference()))
                .width(110)
                .drawnBy(() -> new DifferenceCell<ConfigChange>(ConfigChange::difference)))
        .column(
            Column.<ConfigChange>text(
                    "section", "registries.compare.section", change -> section(change.section()))
                .sortedBy(ConfigChange::section)
                .width(120))
        .column(
            Column.<ConfigChange>text("name", "registries.compare.name", ConfigChange::name)
                .width(200))
        .column(
            Column.<ConfigChange>text(
                    "left", "registries.compare.left", change -> value(change.left()))
                .width(280)
                .style("mono"))
        .column(
            Column.<ConfigChange>text(
                    "right", "registries.compare.right", change -> value(change.right()))
                .width(280)
                .style("mono"))
        .chip(
            new FilterChip<>(
                DIFFERENT,
                "registries.compare.onlyDifferent",
                change -> change.difference() != Difference.SAME))
        .rowAction(
            RowAction.<ConfigChange>of(
                    "registries.compare.copy",
                    "registries.compare.copyRows",
                    Feather.COPY,
                    rows ->
                        Clipboards.copy(
                            rows.stream()
                                .map(CompareTables::line)
                                .collect(Collectors.joining("\n"))))
                .withKey("Shortcut+C"))
        .sortedBy("section", false)
        .empty("registries.compare.noConfig", null)
        .build(layouts, io, fx);
  }

  private static String line(ConfigChange change) {
    return change.name() + "\t" + value(change.left()) + "\t" + value(change.right());
  }

  private static String value(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String section(ConfigChange.Section section) {
    return switch (section) {
      case PROCESS -> Strings.get("registries.compare.section.process");
      case ENVIRONMENT -> Strings.get("registries.compare.section.environment");
      case LABEL -> Strings.get("registries.compare.section.label");
      case PORT -> Strings.get("registries.compare.section.port");
      case VOLUME -> Strings.get("registries.compare.section.volume");
      case IMAGE -> Strings.get("registries.compare.section.image");
    };
  }

  static ResourceTable<LayerChange> layers(TableLayouts layouts, Executor io, Executor fx) {
    return ResourceTable.<LayerChange>builder("compare-layers", LayerChange::position)
        .column(
            Column.<LayerChange>text(
                    "number", "registries.column.number", change -> "" + change.position())
                .sortedBy(LayerChange::position)
                .width(50)
                .style("right"))
        .column(
            Column.<LayerChange>text(
                    "difference",
                    "registries.compare.difference",
                    change -> DifferenceCell.text(change.difference()))
                .width(130)
                .drawnBy(() -> new DifferenceCell<LayerChange>(LayerChange::difference)))
        .column(
            Column.<LayerChange>text(
                    "size",
                    "registries.column.size",
                    change -> ByteSize.text(change.layer().size()))
                .sortedBy(change -> change.layer().size())
                .width(90)
                .style("right"))
        .column(
            Column.<LayerChange>text(
                    "growth", "registries.compare.growth", change -> signed(change.growth()))
                .sortedBy(LayerChange::growth)
                .width(100)
                .style("right"))
        .column(
            Column.<LayerChange>text(
                    "digest",
                    "registries.column.digest",
                    change -> change.layer().digest().shortHex())
                .width(130)
                .style("mono"))
        .column(
            Column.<LayerChange>text(
                    "command", "registries.compare.command", change -> change.layer().command())
                .width(420)
                .style("mono"))
        .chip(
            new FilterChip<>(
                DIFFERENT,
                "registries.compare.onlyDifferent",
                change -> change.difference() != Difference.SAME))
        .sortedBy("number", false)
        .empty("registries.compare.noLayers", null)
        .build(layouts, io, fx);
  }

  static ResourceTable<PackageChange> packages(TableLayouts layouts, Executor io, Executor fx) {
    return ResourceTable.<PackageChange>builder(
            "compare-packages", change -> change.kind() + " " + change.name())
        .column(
            Column.<PackageChange>text(
                    "difference",
                    "registries.compare.difference",
                    change -> DifferenceCell.text(change.difference()))
                .width(110)
                .drawnBy(() -> new DifferenceCell<PackageChange>(PackageChange::difference)))
        .column(
            Column.<PackageChange>text("name", "registries.compare.name", PackageChange::name)
                .width(260))
        .column(
            Column.<PackageChange>text("kind", "registries.compare.kind", PackageChange::kind)
                .width(90))
        .column(
            Column.<PackageChange>text(
                    "left", "registries.compare.left", change -> value(change.left()))
                .width(200)
                .style("mono"))
        .column(
            Column.<PackageChange>text(
                    "right", "registries.compare.right", change -> value(change.right()))
                .width(200)
                .style("mono"))
        .chip(
            new FilterChip<>(
                DIFFERENT,
                "registries.compare.onlyDifferent",
                change -> change.difference() != Difference.SAME))
        .sortedBy("name", false)
        .empty("registries.compare.noPackages", null)
        .build(layouts, io, fx);
  }

  /** A number of bytes with its sign; nothing for none. */
  static String signed(long bytes) {
    return bytes == 0 ? "" : (bytes > 0 ? "+" : "−") + ByteSize.text(Math.abs(bytes));
  }
}
