package org.dimdesktop.ui.registries.details;

import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.control.TimeCell;
import org.dimdesktop.ui.registries.details.TagContents.Step;
import org.kordamp.ikonli.feather.Feather;

/** All steps that the chosen platform's image was made in, also those without a layer. */
final class HistoryTab extends ContentsTab {
  private final PlatformBar bar;
  private final ResourceTable<Step> table;
  private final BorderPane pane = new BorderPane();

  HistoryTab(ContentsViewModel model, TableLayouts layouts, Executor io, Executor fx) {
    super(model, "registries.tab.history", Feather.CLOCK);
    bar = new PlatformBar(model, "registry-history-platform");
    table =
        ResourceTable.<Step>builder("registry-history", Step::number)
            .column(
                Column.<Step>text("number", "registries.column.number", s -> "" + s.number())
                    .sortedBy(Step::number)
                    .width(44)
                    .atLeast(36)
                    .style("right"))
            .column(
                Column.<Step>text("created", "registries.column.created", s -> "")
                    .sortedBy(Step::created)
                    .drawnBy(() -> new TimeCell<>(Step::created))
                    .width(110))
            .column(
                Column.<Step>text(
                        "size",
                        "registries.column.size",
                        s -> s.size() < 0 ? "" : ByteSize.text(s.size()))
                    .sortedBy(Step::size)
                    .width(84)
                    .style("right"))
            .column(
                Column.<Step>text("step", "registries.column.step", Step::text)
                    .width(360)
                    .style("mono"))
            .column(
                Column.<Step>text("comment", "registries.column.comment", Step::comment)
                    .width(160)
                    .style("muted")
                    .hiddenAtFirst())
            .empty("registries.history.none", null)
            .sortedBy("number", false)
            .rowAction(
                RowAction.<Step>ofOne(
                        "registries.step.copy",
                        "registries.step.copy",
                        Feather.COPY,
                        step -> Clipboards.copy(step.text()))
                    .withKey("Shortcut+C"))
            .build(layouts, io, fx);
    pane.setTop(bar);
    pane.setCenter(table);
  }

  @Override
  Node content() {
    return pane;
  }

  @Override
  void fill(TagContents contents) {
    bar.fill(contents, "");
    table.setItems(contents.history());
  }
}
