package org.dimdesktop.ui.images;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.dimdesktop.engine.image.HistoryEntry;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.ui.common.BuildStep;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.DetailTab;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The steps that the selected image was made in, newest first, with what each added. */
final class LayersTab implements DetailTab<ImageRow> {
  private static final PseudoClass EMPTY_LAYER = PseudoClass.getPseudoClass("empty-layer");

  private final TableView<HistoryEntry> table = new TableView<>();
  private final ImagesViewModel model;

  LayersTab(ImagesViewModel model) {
    this.model = model;
    table.setId("image-layers");
    table.setAccessibleText(Strings.get("images.tab.layers"));
    table.setPlaceholder(new Label(Strings.get("images.layers.none")));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table
        .getColumns()
        .setAll(
            List.of(
                column("images.layers.size", 84, layer -> ByteSize.text(layer.size())),
                column("images.layers.created", 110, layer -> Moments.ago(layer.created())),
                column("images.layers.step", 400, LayersTab::step)));
    table.setRowFactory(_ -> new LayerRow());
    table.setOnKeyPressed(event -> {
      HistoryEntry layer = table.getSelectionModel().getSelectedItem();
      if (event.isShortcutDown() && event.getText().equals("c") && layer != null) {
        Clipboards.copy(layer.createdBy());
        event.consume();
      }
    });
    model.detailProperty().addListener((_, _, now) -> show(now));
  }

  private void show(ImageDetail detail) {
    table
        .getItems()
        .setAll(detail instanceof ImageDetail.Loaded loaded ? loaded.history() : List.of());
  }

  private static TableColumn<HistoryEntry, String> column(
      String key, double width, Function<HistoryEntry, String> text) {
    TableColumn<HistoryEntry, String> column = new TableColumn<>(Strings.get(key));
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    column.setSortable(false); // the order is the point
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 110));
    return column;
  }

  private static String step(HistoryEntry layer) {
    return BuildStep.text(layer.createdBy(), layer.comment());
  }

  private static final class LayerRow extends TableRow<HistoryEntry> {
    @Override
    protected void updateItem(@Nullable HistoryEntry layer, boolean empty) {
      super.updateItem(layer, empty);
      Tooltip whole = null;
      boolean muted = false;
      if (layer != null && !empty) {
        muted = layer.size() == 0;
        whole = new Tooltip(layer.createdBy());
        whole.setWrapText(true);
        whole.setMaxWidth(600);
      }
      pseudoClassStateChanged(EMPTY_LAYER, muted);
      setTooltip(whole);
    }
  }

  @Override
  public String titleKey() {
    return "images.tab.layers";
  }

  @Override
  public Ikon icon() {
    return Feather.LAYERS;
  }

  @Override
  public Node node() {
    return table;
  }

  @Override
  public void show(ImageRow row) {
    model.select(row);
  }

  @Override
  public void clear() {}
}
