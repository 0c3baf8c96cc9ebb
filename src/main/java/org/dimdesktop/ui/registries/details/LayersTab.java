package org.dimdesktop.ui.registries.details;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.registries.details.TagContents.Layer;
import org.kordamp.ikonli.feather.Feather;

/** The layers of the chosen platform's image, with the steps that made them. */
final class LayersTab extends ContentsTab {
  private final PlatformBar bar;
  private final ResourceTable<Layer> table;
  private final BorderPane pane = new BorderPane();

  LayersTab(ContentsViewModel model, TableLayouts layouts, Executor io, Executor fx) {
    super(model, "registries.tab.layers", Feather.LAYERS);
    bar = new PlatformBar(model, "registry-layers-platform");
    table =
        ResourceTable.<Layer>builder("registry-layers", Layer::number)
            .column(
                Column.<Layer>text("number", "registries.column.number", l -> "" + l.number())
                    .sortedBy(Layer::number)
                    .width(44)
                    .atLeast(36)
                    .style("right"))
            .column(
                Column.<Layer>text(
                        "size", "registries.column.size", l -> ByteSize.text(l.blob().size()))
                    .sortedBy(l -> l.blob().size())
                    .width(84)
                    .style("right"))
            .column(
                Column.<Layer>text("step", "registries.column.step", Layer::step)
                    .width(260)
                    .style("mono"))
            .column(
                Column.<Layer>text(
                        "digest", "registries.column.digest", l -> l.blob().digest().shortHex())
                    .width(120)
                    .style("mono"))
            .column(
                Column.<Layer>text("type", "registries.column.type", l -> l.blob().mediaType())
                    .width(200)
                    .style("muted"))
            .empty("registries.layers.none", null)
            .sortedBy("number", false)
            .rowAction(
                RowAction.<Layer>ofOne(
                        "registries.layer.copy",
                        "registries.copyDigest",
                        Feather.HASH,
                        layer -> Clipboards.copy(layer.blob().digest().toString()))
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
    List<Layer> layers = contents.layers();
    long size = contents.image() == null ? -1 : contents.image().contentSize();
    bar.fill(
        contents,
        layers.size() == 1
            ? Strings.get("registries.layers.one", ByteSize.text(size))
            : Strings.get("registries.layers", layers.size(), ByteSize.text(size)));
    table.setItems(layers);
  }
}
