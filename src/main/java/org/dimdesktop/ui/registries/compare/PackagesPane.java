package org.dimdesktop.ui.registries.compare;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import org.dimdesktop.registry.compare.Difference;
import org.dimdesktop.registry.compare.PackageChange;
import org.dimdesktop.registry.compare.PackageComparison;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.registries.compare.CompareViewModel.Packages;

/** The packages of both images, or why they cannot be told apart. JavaFX thread only. */
final class PackagesPane extends BorderPane {
  private final ResourceTable<PackageChange> table;
  private final Label summary = new Label();

  PackagesPane(CompareViewModel model, TableLayouts layouts, Executor io, Executor fx) {
    table = CompareTables.packages(layouts, io, fx);
    table.setChip(CompareTables.DIFFERENT, true);
    setId("compare-packages-pane");
    summary.setId("compare-packages-summary");
    summary.setWrapText(true);
    summary.getStyleClass().add("compare-head");
    setTop(summary);
    model.packagesProperty().addListener((_, _, now) -> show(now));
    show(model.packagesProperty().get());
  }

  private void show(Packages now) {
    boolean listed = false;
    switch (now) {
      case Packages.Loading _ -> summary.setText(Strings.get("registries.compare.packagesLoading"));
      case Packages.Failed(var failure) -> summary.setText(FailureText.of(failure).details());
      case Packages.Known(var comparison) -> {
        listed = comparison.left() && comparison.right();
        summary.setText(listed ? summary(comparison.changes()) : missing(comparison));
        table.setItems(comparison.changes());
      }
    }
    setCenter(listed ? table : null);
  }

  private static String missing(PackageComparison comparison) {
    return comparison.left()
        ? Strings.get("registries.compare.noSbomRight")
        : comparison.right()
            ? Strings.get("registries.compare.noSbomLeft")
            : Strings.get("registries.compare.noSbom");
  }

  private static String summary(List<PackageChange> changes) {
    return Strings.get(
        "registries.compare.packagesSummary",
        count(changes, Difference.ADDED),
        count(changes, Difference.REMOVED),
        count(changes, Difference.CHANGED));
  }

  private static long count(List<PackageChange> changes, Difference wanted) {
    return changes.stream().filter(change -> change.difference() == wanted).count();
  }
}
