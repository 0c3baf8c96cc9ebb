package org.dimdesktop.ui.registries;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** A registry with how it stands and, where it gave nothing, a button to try again. */
final class TreePlaceCell extends TreeCell<TreePlace> {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

  private final Function<String, Optional<RegistryItem>> find;
  private final Label name = new Label();
  private final Label state = new Label();
  private final ProgressIndicator spinner = new ProgressIndicator();
  private final Button retry = new Button(null, Icons.of(Feather.REFRESH_CW, "small-icon"));
  private final HBox line = new HBox(6);

  TreePlaceCell(Function<String, Optional<RegistryItem>> find, Consumer<String> reload) {
    this.find = find;
    getStyleClass().add("registry-cell");
    name.setMinWidth(110); // an address with its port
    state.getStyleClass().add("registry-state");
    state.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(state, Priority.ALWAYS);
    spinner.setMaxSize(14, 14);
    spinner.setMinSize(14, 14);
    retry.getStyleClass().addAll("button-icon", "flat", "small", "registry-retry");
    HBox.setMargin(retry, new Insets(0, 8, 0, 0));
    retry.setAccessibleText(Strings.get("common.retry"));
    retry.setTooltip(new Tooltip(Strings.get("common.retry")));
    retry.setOnAction(_ -> {
      TreePlace place = getItem();
      if (place != null) {
        reload.accept(place.host());
      }
    });
    line.setAlignment(Pos.CENTER_LEFT);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setPrefWidth(0); // long names are cut, the tree does not scroll sideways
  }

  @Override
  protected void updateItem(@Nullable TreePlace place, boolean empty) {
    super.updateItem(place, empty);
    setTooltip(null);
    if (empty || place == null) {
      setText(null);
      setGraphic(null);
      return;
    }
    setText(place.isRegistry() ? place.host() : place.repository());
    if (place.isRegistry()) {
      find.apply(place.host()).ifPresent(this::show);
    } else {
      name.setText(place.repository());
      line.getChildren().setAll(Icons.of(Feather.PACKAGE, "small-icon"), name);
    }
    setGraphic(line);
  }

  private void show(RegistryItem item) {
    name.setText(item.host());
    boolean stuck =
        item.state() == RegistryItem.State.FAILED || item.state() == RegistryItem.State.LOGIN;
    state.setText(words(item));
    state.pseudoClassStateChanged(FAILED, item.state() == RegistryItem.State.FAILED);
    if (item.failure() != null) {
      setTooltip(new Tooltip(FailureText.of(item.failure()).details()));
    }
    Node mark =
        item.state() == RegistryItem.State.LOADING
            ? spinner
            : Icons.of(icon(item.state()), "small-icon");
    line.getChildren().setAll(mark, name, state);
    if (stuck) {
      line.getChildren().add(retry);
    }
  }

  private static Ikon icon(RegistryItem.State state) {
    return switch (state) {
      case FAILED -> Feather.ALERT_TRIANGLE;
      case LOGIN -> Feather.LOCK;
      case NEW, LOADING, LISTED, NO_LIST -> Feather.SERVER;
    };
  }

  private static String words(RegistryItem item) {
    return switch (item.state()) {
      case FAILED -> Strings.get("registries.state.failed");
      case LOGIN -> Strings.get("registries.state.login");
      case LISTED -> Integer.toString(item.repositories().size());
      case NO_LIST -> Strings.get("registries.state.noList");
      case NEW, LOADING -> "";
    };
  }
}
