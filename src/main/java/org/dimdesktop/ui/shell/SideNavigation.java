package org.dimdesktop.ui.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.Feature;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.Tips;
import org.kordamp.ikonli.feather.Feather;

/** The views' names at the left edge; icons only when it is collapsed. */
final class SideNavigation extends VBox {
  private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();
  private final ToggleGroup group = new ToggleGroup();
  private final Button fold = new Button();

  SideNavigation(List<Feature> features, Consumer<String> choose, Runnable toggleFold) {
    getStyleClass().add("side-navigation");
    for (Feature feature : features) {
      String title = Strings.get(feature.titleKey());
      ToggleButton button = new ToggleButton(title, Icons.of(feature.icon()));
      button.setId("nav-" + feature.id());
      button.setAccessibleText(title);
      Tips.set(button, title);
      button.setToggleGroup(group);
      button.setMaxWidth(Double.MAX_VALUE);
      button.setAlignment(Pos.CENTER_LEFT);
      button.getStyleClass().add("nav-button");
      button.setOnAction(_ -> {
        button.setSelected(true); // a second click must not unselect
        choose.accept(feature.id());
      });
      buttons.put(feature.id(), button);
      getChildren().add(button);
    }
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    fold.setId("nav-fold");
    fold.getStyleClass().addAll("flat", "nav-button");
    fold.setAlignment(Pos.CENTER_LEFT);
    fold.setMaxWidth(Double.MAX_VALUE);
    fold.setAccessibleText(Strings.get("shell.nav.fold"));
    Tips.set(fold, Strings.get("shell.nav.fold"));
    fold.setOnAction(_ -> toggleFold.run());
    getChildren().addAll(gap, fold);
    setCollapsed(false);
  }

  void select(String id) {
    ToggleButton button = buttons.get(id);
    if (button != null) {
      button.setSelected(true);
    }
  }

  void setCollapsed(boolean collapsed) {
    ContentDisplay display = collapsed ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
    buttons.values().forEach(button -> button.setContentDisplay(display));
    fold.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    fold.setGraphic(Icons.of(collapsed ? Feather.CHEVRONS_RIGHT : Feather.CHEVRONS_LEFT));
    getStyleClass().remove("collapsed");
    if (collapsed) {
      getStyleClass().add("collapsed");
    }
  }
}
