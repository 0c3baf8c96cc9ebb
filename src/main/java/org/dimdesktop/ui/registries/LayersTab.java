package org.dimdesktop.ui.registries;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.ResourceTable;
import org.kordamp.ikonli.feather.Feather;

/** The platforms of a tag, and the layers of the chosen one. */
final class LayersTab extends ContentsTab {
  private record Layer(int number, Descriptor blob) {}

  private final ComboBox<Platform> platforms = new ComboBox<>();
  private final Label summary = new Label();
  private final ResourceTable<Layer> table;
  private final BorderPane pane = new BorderPane();
  private boolean filling;

  LayersTab(RegistriesViewModel model, TableLayouts layouts, Executor io, Executor fx) {
    super(model, "registries.tab.layers", Feather.LAYERS);
    table =
        ResourceTable.<Layer>builder("registry-layers", Layer::number)
            .column(
                Column.<Layer>text("number", "registries.column.number", l -> "" + l.number())
                    .sortedBy(Layer::number)
                    .width(50)
                    .style("right"))
            .column(
                Column.<Layer>text(
                        "digest", "registries.column.digest", l -> l.blob().digest().shortHex())
                    .width(130)
                    .style("mono"))
            .column(
                Column.<Layer>text(
                        "size", "registries.column.size", l -> ByteSize.text(l.blob().size()))
                    .sortedBy(l -> l.blob().size())
                    .width(90)
                    .style("right"))
            .column(
                Column.<Layer>text("type", "registries.column.type", l -> l.blob().mediaType())
                    .width(300))
            .sortedBy("number", false)
            .build(layouts, io, fx);
    platforms.setAccessibleText(Strings.get("registries.platform"));
    platforms.setId("registry-platforms");
    platforms
        .valueProperty()
        .addListener((_, _, chosen) -> {
          if (!filling && chosen != null) {
            choose(chosen);
          }
        });
    HBox bar = new HBox(8, platforms, summary);
    bar.getStyleClass().add("find-bar");
    pane.setTop(bar);
    pane.setCenter(table);
  }

  @Override
  Node content() {
    return pane;
  }

  @Override
  void fill(TagContents contents) {
    filling = true; // showing a platform is not choosing it
    platforms.getItems().setAll(contents.platforms());
    platforms.setVisible(!contents.platforms().isEmpty());
    platforms.setManaged(!contents.platforms().isEmpty());
    Manifest image = contents.image();
    platforms.setValue(
        contents.top().children().stream()
            .filter(c -> image != null && c.digest().equals(image.descriptor().digest()))
            .map(Descriptor::platform)
            .findFirst()
            .orElse(null));
    filling = false;
    List<Layer> layers = new ArrayList<>();
    for (Descriptor blob : contents.layers()) {
      layers.add(new Layer(layers.size() + 1, blob));
    }
    long size = image == null ? -1 : image.contentSize();
    summary.setText(Strings.get("registries.layers", layers.size(), ByteSize.text(size)));
    table.setItems(layers);
  }
}
