package org.dimdesktop.ui.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dimdesktop.engine.Freshness;
import org.dimdesktop.engine.Listing;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.PaletteEntry;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.EngineGate;
import org.dimdesktop.ui.control.JsonTab;
import org.dimdesktop.ui.control.MasterDetail;
import org.dimdesktop.ui.control.ResourceTable;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The images of the engine: the list, and beside it what one of them is. */
public final class ImagesView implements FeatureView {
  private final ImagesViewModel model;
  private final ImageActions actions;
  private final List<Action> general;
  private final ResourceTable<ImageRow> table;
  private final MasterDetail<ImageRow> detail;
  private final LabelFilter labels;
  private final EngineGate node;

  ImagesView(ImagesViewModel model, ImagesFeature.Ui ui) {
    this.model = model;
    actions = new ImageActions(model, ui);
    Action label = Action.of("images.label", "images.label.action", Feather.FILTER, this::label);
    general =
        List.of(
            Action.of("images.pull", "images.pull", Feather.DOWNLOAD, () -> actions.pull(""))
                .withKey("Shortcut+P"),
            Action.of("images.prune", "images.prune", Feather.WIND, actions::prune),
            label);
    table =
        ImageTable.of(actions, general)
            .onOpen(_ -> open())
            .build(ui.layouts(), model.io(), model.fx());
    ObservableValue<@Nullable JsonNode> json =
        model.detailProperty().map(d -> d instanceof ImageDetail.Loaded l ? l.inspect() : null);
    detail =
        new MasterDetail<>(
            "images-detail",
            table,
            ImageRow::key,
            ImageRow::title,
            List.of(
                new OverviewTab(model),
                new LayersTab(model),
                new JsonTab<ImageRow>("images.tab.inspect", json, model::select),
                new UsedByTab(ui.showContainer())));
    labels = new LabelFilter(table::setExtraFilter);
    VBox.setVgrow(detail, Priority.ALWAYS);
    node = new EngineGate(new VBox(labels, detail), model.statusProperty(), model::retry);
    node.setId("images-view");
    node.sceneProperty()
        .flatMap(javafx.scene.Scene::windowProperty)
        .addListener((_, _, window) -> actions.setWindow(window));
    table.selectedProperty().addListener((_, _, row) -> selected(row));
    model.rowsProperty().addListener((_, _, rows) -> show(rows));
  }

  private void selected(@Nullable ImageRow row) {
    if (row == null) {
      model.select(null);
    }
  }

  private void open() {
    detail.open();
  }

  private void label() {
    labels.open(model.rowsProperty().get().items());
  }

  private void show(Listing<ImageRow> rows) {
    switch (rows.freshness().kind()) {
      case LOADING -> table.setLoading();
      case LIVE -> {
        table.showItems(rows.items());
        table.setNotice("");
      }
      case STALE -> {
        table.showItems(rows.items());
        table.setNotice(stale(rows.freshness()));
      }
    }
  }

  private static String stale(Freshness freshness) {
    var synced = freshness.syncedAt();
    return synced == null
        ? Strings.get("engine.stale.unknown")
        : Strings.get("engine.stale", Moments.absolute(synced));
  }

  @Override
  public List<Action> actions() {
    return general;
  }

  @Override
  public String id() {
    return ImagesFeature.ID;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void shown() {
    model.shown();
    detail.resume();
  }

  @Override
  public void focus() {
    table.focusTable();
  }

  @Override
  public void hidden() {
    model.hidden();
    detail.pause();
  }

  @Override
  public List<PaletteEntry> palette() {
    List<PaletteEntry> entries = new ArrayList<>();
    for (ImageRow row : model.current()) {
      String name = row.title();
      String hint = Strings.get("images.palette", row.image().shortId());
      entries.add(
          PaletteEntry.inView(name, hint, Feather.LAYERS, () -> table.selectWhenShown(row.key())));
      entries.add(entry("images.palette.run", row, Feather.PLAY, () -> actions.run(row)));
      entries.add(
          entry("images.palette.remove", row, Feather.TRASH_2, () -> actions.remove(List.of(row))));
    }
    return entries;
  }

  private static PaletteEntry entry(
      String key, ImageRow row, org.kordamp.ikonli.Ikon icon, Runnable run) {
    return new PaletteEntry(Strings.get(key, row.title()), row.image().shortId(), icon, run);
  }
}
