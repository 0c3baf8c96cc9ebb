package org.dimdesktop.ui.registries.compare;

import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.compare.Comparison;
import org.dimdesktop.registry.compare.ConfigChange;
import org.dimdesktop.registry.compare.Difference;
import org.dimdesktop.registry.compare.LayerChange;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.registries.compare.CompareViewModel.State;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Two images side by side: their settings and their layers. JavaFX thread only. */
public final class ComparePane extends BorderPane {
  private final CompareViewModel model;
  private final Label summary = new Label();
  private final ComboBox<Platform> platforms = new ComboBox<>();
  private final HBox platformChoice;
  private final ResourceTable<ConfigChange> config;
  private final ResourceTable<LayerChange> layers;
  private boolean filling;

  /** Shows what the model knows; the caller loads and closes it. */
  public ComparePane(CompareViewModel model, TableLayouts layouts, Executor io, Executor fx) {
    this.model = model;
    config = CompareTables.config(layouts, io, fx);
    layers = CompareTables.layers(layouts, io, fx);
    config.setChip(CompareTables.DIFFERENT, true);
    setId("compare-pane");
    summary.setId("compare-summary");
    summary.setWrapText(true);
    platforms.setId("compare-platform");
    platforms.setAccessibleText(Strings.get("registries.platform"));
    platforms.valueProperty().addListener((_, _, chosen) -> chosen(chosen));
    platformChoice = new HBox(8, new Label(Strings.get("registries.platform")), platforms);
    platformChoice.setAlignment(Pos.CENTER_LEFT);
    FlowPane names =
        new FlowPane(
            16,
            4,
            name("registries.compare.left", model.left().familiar()),
            name("registries.compare.right", model.right().familiar()),
            platformChoice);
    VBox head = new VBox(4, names, summary);
    head.getStyleClass().add("compare-head");
    TabPane tabs =
        new TabPane(
            tab("registries.compare.config", Feather.SLIDERS, config),
            tab("registries.compare.layers", Feather.LAYERS, layers),
            tab(
                "registries.compare.packages",
                Feather.PACKAGE,
                new PackagesPane(model, layouts, io, fx)));
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    setTop(head);
    setCenter(tabs);
    model.stateProperty().addListener((_, _, now) -> show(now));
    show(model.stateProperty().get());
  }

  private static Node name(String key, String reference) {
    Label role = new Label(Strings.get(key));
    role.getStyleClass().add("text-muted");
    Label name = new Label(reference);
    name.getStyleClass().add("text-bold");
    HBox box = new HBox(6, role, name);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Tab tab(String key, Ikon icon, Node content) {
    Tab tab = new Tab(Strings.get(key), content);
    tab.setGraphic(Icons.of(icon, "small-icon"));
    return tab;
  }

  private void chosen(Platform platform) {
    if (!filling && platform != null) {
      model.choose(platform);
    }
  }

  private void show(State state) {
    switch (state) {
      case State.Loading _ -> {
        summary.setText(Strings.get("registries.compare.loading"));
        config.setLoading();
        layers.setLoading();
      }
      case State.Failed(var failure) -> {
        summary.setText("");
        config.setFailure(failure, model::load);
        layers.setFailure(failure, model::load);
      }
      case State.Known(var comparison) -> fill(comparison);
    }
  }

  private void fill(Comparison comparison) {
    filling = true; // showing a platform is not choosing it
    platforms.getItems().setAll(comparison.platforms());
    platforms.setValue(comparison.platform());
    platformChoice.setVisible(!comparison.platforms().isEmpty());
    platformChoice.setManaged(!comparison.platforms().isEmpty());
    filling = false;
    config.setItems(comparison.config());
    layers.setItems(comparison.layers());
    summary.setText(summary(comparison));
  }

  private static String summary(Comparison comparison) {
    if (comparison.isSame()) {
      return Strings.get("registries.compare.identical");
    }
    long settings =
        comparison.config().stream().filter(c -> c.difference() != Difference.SAME).count();
    long added =
        comparison.layers().stream().filter(c -> c.difference() == Difference.ADDED).count();
    long removed =
        comparison.layers().stream().filter(c -> c.difference() == Difference.REMOVED).count();
    String growth = CompareTables.signed(comparison.growth());
    return Strings.get(
        "registries.compare.summary",
        ByteSize.text(comparison.left().size()),
        ByteSize.text(comparison.right().size()),
        growth.isEmpty() ? "±0 B" : growth,
        ByteSize.text(comparison.shared()),
        settings,
        added,
        removed);
  }
}
