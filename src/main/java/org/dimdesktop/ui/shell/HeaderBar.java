package org.dimdesktop.ui.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.Tips;
import org.kordamp.ikonli.feather.Feather;

/** The line below the menus: the engine and how things stand with it, and the way to search. */
final class HeaderBar extends HBox {
  private final ConnectionViewModel connection;
  private final MenuButton contexts = new MenuButton();
  private final Label state = new Label();
  private final Region dot = new Region();

  HeaderBar(ConnectionViewModel connection, Action palette) {
    this.connection = connection;
    getStyleClass().add("header-bar");
    setAlignment(Pos.CENTER_LEFT);
    contexts.setId("engine-contexts");
    contexts.setGraphic(Icons.of(Feather.SERVER));
    contexts.getStyleClass().add("flat");
    contexts.setAccessibleText(Strings.get("shell.engine.switch"));
    Tips.set(contexts, Strings.get("shell.engine.switch"));
    Tips.set(state, () -> connection.viewProperty().get().detail());
    contexts.getItems().add(new MenuItem(Strings.get("table.loading")));
    contexts.setOnShowing(_ -> connection.readContexts(this::fill));
    state.setId("engine-state");
    state.setGraphic(dot);
    state.setMinWidth(60);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button search = palette.button();
    search.setText(
        palette.key() == null
            ? palette.text()
            : palette.text() + "   " + palette.key().getDisplayText());
    search.getStyleClass().add("search-button");
    getChildren().addAll(contexts, state, gap, search);
    connection.viewProperty().addListener((_, _, now) -> show(now));
    show(connection.viewProperty().get());
  }

  private void fill(List<EngineEndpoint> endpoints) {
    String present = connection.viewProperty().get().context();
    contexts
        .getItems()
        .setAll(
            endpoints.stream()
                .map(endpoint -> {
                  RadioMenuItem item = new RadioMenuItem(endpoint.name() + "   " + endpoint.host());
                  item.setSelected(endpoint.name().equals(present));
                  item.setOnAction(_ -> connection.choose(endpoint));
                  return item;
                })
                .toList());
  }

  private void show(ConnectionViewModel.View view) {
    contexts.setText(view.context().isEmpty() ? Strings.get("shell.engine") : view.context());
    state.setText(view.text());
    state.setAccessibleText(Strings.get("shell.engine") + ": " + view.text());
    String tone =
        switch (view.tone()) {
          case WORKING -> "working";
          case GOOD -> "good";
          case STALE -> "stale";
          case BAD -> "bad";
        };
    state.getStyleClass().setAll("label", "engine-state", tone);
    dot.getStyleClass().setAll("engine-dot", tone);
  }
}
