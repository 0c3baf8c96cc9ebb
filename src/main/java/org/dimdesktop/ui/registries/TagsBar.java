package org.dimdesktop.ui.registries;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;

/** Which repository is open, and how its tags are shown. */
final class TagsBar extends HBox {
  private final Label name = new Label();
  private final ProgressIndicator listing = new ProgressIndicator();
  private final ToggleButton group = new ToggleButton(Strings.get("registries.group"));
  private final Button digests =
      new Button(Strings.get("registries.digests"), Icons.of(Feather.HASH));

  TagsBar(RegistriesViewModel model, Runnable showOperations) {
    getStyleClass().add("tags-bar");
    setAlignment(Pos.CENTER_LEFT);
    name.getStyleClass().add("detail-title");
    name.setMinWidth(60);
    name.setGraphic(Icons.of(Feather.PACKAGE));
    name.setOnMouseClicked(event -> {
      ImageReference open = model.stateProperty().get().repository();
      if (event.getClickCount() == 2 && open != null) {
        Clipboards.copy(open.familiar());
      }
    });
    listing.setMaxSize(16, 16);
    HBox gap = new HBox();
    HBox.setHgrow(gap, Priority.ALWAYS);
    group.setId("registries-group");
    group.getStyleClass().addAll("chip", "small");
    group.setTooltip(new Tooltip(Strings.get("registries.group.help")));
    group.setMinWidth(USE_PREF_SIZE);
    group.selectedProperty().addListener((_, _, on) -> model.group(on));
    digests.setId("registries-digests");
    digests.getStyleClass().addAll("flat", "small");
    digests.setTooltip(new Tooltip(Strings.get("registries.digests.help")));
    digests.setMinWidth(USE_PREF_SIZE);
    digests.setOnAction(_ -> {
      model.loadDigests();
      showOperations.run();
    });
    getChildren().setAll(name, listing, gap, group, digests);
    model.stateProperty().addListener((_, _, now) -> follow(now));
    follow(model.stateProperty().get());
  }

  private void follow(TagsState state) {
    ImageReference open = state.repository();
    setVisible(open != null);
    setManaged(open != null);
    if (open != null) {
      name.setText(open.familiar());
      name.setTooltip(new Tooltip(open.name()));
    }
    boolean loading = state instanceof TagsState.Loading;
    listing.setVisible(loading);
    listing.setManaged(loading);
    digests.setDisable(!(state instanceof TagsState.Listed));
  }

  /** Puts tags that share a digest together, or no longer. */
  void toggleGroup() {
    group.fire();
  }
}
