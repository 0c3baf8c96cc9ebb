package org.dimdesktop.ui.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.layout.StackPane;
import org.dimdesktop.ui.common.Feature;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.PaletteEntry;
import org.jspecify.annotations.Nullable;

/** Shows one view at a time and makes each when it is first needed. */
final class ViewHost extends StackPane {
  private final Map<String, Feature> features = new LinkedHashMap<>();
  private final Map<String, FeatureView> made = new LinkedHashMap<>();
  private final ReadOnlyStringWrapper shown = new ReadOnlyStringWrapper("");
  private final Consumer<FeatureView> onMade;
  private @Nullable FeatureView current;

  ViewHost(List<Feature> features, Consumer<FeatureView> onMade) {
    this.onMade = onMade;
    features.forEach(feature -> this.features.put(feature.id(), feature));
    setId("view-host");
    getStyleClass().add("view-host");
  }

  void show(String id) {
    FeatureView view = view(id);
    if (id.equals(shown.get())) {
      view.focus(); // the way back from a log to the rows
      return;
    }
    if (current != null) {
      current.hidden();
    }
    current = view;
    getChildren().setAll(view.node());
    shown.set(id);
    view.shown();
    view.focus();
  }

  private FeatureView view(String id) {
    FeatureView view = made.get(id);
    if (view == null) {
      Feature feature = features.get(id);
      if (feature == null) {
        throw new IllegalArgumentException("no view " + id);
      }
      view = feature.view().get();
      made.put(id, view);
      onMade.accept(view);
    }
    return view;
  }

  /** The view with this id, made if it must be. */
  FeatureView made(String id) {
    return view(id);
  }

  boolean has(String id) {
    return features.containsKey(id);
  }

  /** Makes one more view that nobody has asked for yet; false when all are there. */
  boolean makeNext() {
    for (String id : features.keySet()) {
      if (!made.containsKey(id)) {
        view(id);
        return true;
      }
    }
    return false;
  }

  ReadOnlyStringProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /**
   * What the palette can reach in all views; makes those that are missing.
   *
   * @param show brings a view into sight
   */
  List<PaletteEntry> palette(Consumer<String> show) {
    List<PaletteEntry> entries = new ArrayList<>();
    for (String id : features.keySet()) {
      for (PaletteEntry entry : view(id).palette()) {
        entries.add(entry.inView() ? entry.after(() -> show.accept(id)) : entry);
      }
    }
    return entries;
  }

  /** The window closes. */
  void hideCurrent() {
    if (current != null) {
      current.hidden();
      current = null;
    }
  }
}
