package org.dimdesktop.ui.shell;

import atlantafx.base.controls.CustomTextField;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.PaletteEntry;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * Finds and runs any action, opens any view or resource; lies above the window while it is open.
 */
final class CommandPalette extends StackPane {
  private final Supplier<List<PaletteEntry>> source;
  private final CustomTextField field = new CustomTextField();
  private final ListView<PaletteEntry> list = new ListView<>();
  private final VBox box = new VBox(field, list);
  private List<PaletteEntry> all = List.of();
  private @Nullable Node focusBefore;

  CommandPalette(Supplier<List<PaletteEntry>> source) {
    this.source = source;
    setId("palette");
    getStyleClass().add("palette-veil");
    field.setId("palette-field");
    field.setLeft(Icons.of(Feather.SEARCH));
    field.setPromptText(Strings.get("shell.palette.prompt"));
    field.setAccessibleText(Strings.get("shell.palette.prompt"));
    field.textProperty().addListener((_, _, text) -> filter(text));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    list.setId("palette-list");
    list.setAccessibleText(Strings.get("shell.palette.list"));
    list.setFixedCellSize(36);
    list.setPlaceholder(new Label(Strings.get("shell.palette.nothing")));
    list.setCellFactory(_ -> new PaletteCell());
    list.setOnMouseClicked(_ -> runSelected());
    list.setFocusTraversable(false);
    box.getStyleClass().add("palette");
    box.setMaxSize(620, 440);
    StackPane.setAlignment(box, Pos.TOP_CENTER);
    setOnMousePressed(event -> {
      if (event.getTarget() == this) {
        close();
      }
    });
    show(false);
  }

  private void pressed(KeyEvent event) {
    int rows = list.getItems().size();
    int at = list.getSelectionModel().getSelectedIndex();
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
    } else if (event.getCode() == KeyCode.ENTER) {
      runSelected();
    } else if (event.getCode() == KeyCode.DOWN && rows > 0) {
      select((at + 1) % rows);
    } else if (event.getCode() == KeyCode.UP && rows > 0) {
      select(Math.floorMod(at - 1, rows));
    } else if (event.getCode() == KeyCode.PAGE_DOWN && rows > 0) {
      select(Math.min(rows - 1, at + 8));
    } else if (event.getCode() == KeyCode.PAGE_UP && rows > 0) {
      select(Math.max(0, at - 8));
    } else {
      return;
    }
    event.consume();
  }

  private void select(int index) {
    list.getSelectionModel().clearAndSelect(index);
    list.scrollTo(Math.max(0, index - 5));
  }

  private void filter(String text) {
    list.getItems().setAll(PaletteMatcher.match(all, text));
    if (!list.getItems().isEmpty()) {
      select(0);
    }
  }

  private void runSelected() {
    PaletteEntry entry = list.getSelectionModel().getSelectedItem();
    if (entry != null) {
      close();
      entry.run().run();
    }
  }

  void open() {
    focusBefore = getScene() == null ? null : getScene().getFocusOwner();
    all = source.get();
    field.clear();
    filter("");
    show(true);
    field.requestFocus();
  }

  boolean isOpen() {
    return isVisible();
  }

  void close() {
    show(false);
    if (focusBefore != null) {
      focusBefore.requestFocus();
    }
  }

  /** While it is closed nothing in it is styled or laid out, also at every start. */
  private void show(boolean open) {
    getChildren().setAll(open ? List.of(box) : List.of());
    setVisible(open);
    setManaged(open);
  }
}
