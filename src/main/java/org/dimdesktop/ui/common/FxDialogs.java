package org.dimdesktop.ui.common;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.dimdesktop.task.Failure;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The real dialogs, modal to the main window. */
public final class FxDialogs implements Dialogs {
  private static final double TEXT_WIDTH = 460;

  private final Supplier<@Nullable Window> owner;

  /** Dialogs above the window that {@code owner} gives, once there is one. */
  public FxDialogs(Supplier<@Nullable Window> owner) {
    this.owner = owner;
  }

  @Override
  public Optional<Set<String>> confirm(Question question, List<Option> options) {
    VBox content = box(text(question.message()));
    Map<String, CheckBox> boxes = new LinkedHashMap<>();
    for (Option option : options) {
      CheckBox check = new CheckBox(option.text());
      check.setId("option-" + option.id());
      check.setSelected(option.preset());
      check.setWrapText(true);
      boxes.put(option.id(), check);
      content.getChildren().add(check);
    }
    ButtonType yes = new ButtonType(question.yes(), ButtonBar.ButtonData.OK_DONE);
    Dialog<ButtonType> dialog = dialog(question.title(), content, yes, cancel());
    Node button = dialog.getDialogPane().lookupButton(yes);
    button.setId("dialog-yes");
    button.getStyleClass().add(question.danger() ? "danger" : "accent");
    return answer(dialog)
        .filter(yes::equals)
        .map(_ ->
            boxes.entrySet().stream()
                .filter(entry -> entry.getValue().isSelected())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
  }

  @Override
  public <R> Optional<R> form(Form<R> form) {
    ButtonType yes = new ButtonType(form.yes(), ButtonBar.ButtonData.OK_DONE);
    Dialog<ButtonType> dialog = dialog(form.title(), form.content(), yes, cancel());
    Node button = dialog.getDialogPane().lookupButton(yes);
    button.setId("dialog-yes");
    button.getStyleClass().add(form.danger() ? "danger" : "accent");
    button.disableProperty().bind(Bindings.not(form.valid()));
    dialog.setResizable(true);
    dialog.setOnShown(_ -> FirstField.focus(form.content()));
    form.content()
        .layoutBoundsProperty()
        .addListener((_, before, now) -> {
          if (before.getHeight() > 0 && now.getHeight() > before.getHeight()) {
            Platform.runLater(() -> grow(dialog.getDialogPane()));
          }
        });
    return answer(dialog).filter(yes::equals).map(_ -> form.result().get());
  }

  @Override
  public void show(String title, Node content) {
    answer(dialog(title, content, close()));
  }

  @Override
  public void error(Failure failure) {
    FailureText text = FailureText.of(failure);
    VBox content = box(text(text.explanation()), text(text.nextStep()));
    showError(text.title(), content, text.details());
  }

  @Override
  public void error(String title, String message, String details) {
    TextArea area = new TextArea(details);
    area.setEditable(false);
    area.setAccessibleText(Strings.get("common.details"));
    area.getStyleClass().add("mono");
    area.setPrefRowCount(10);
    showError(title, box(text(message), area), title + "\n" + message + "\n" + details);
  }

  private void showError(String title, VBox content, String details) {
    ButtonType copy = new ButtonType(Strings.get("common.copyDetails"), ButtonBar.ButtonData.LEFT);
    Dialog<ButtonType> dialog = dialog(title, content, copy, close());
    dialog.getDialogPane().setGraphic(Icons.of(Feather.ALERT_TRIANGLE, "danger", "dialog-icon"));
    dialog
        .getDialogPane()
        .lookupButton(copy)
        .addEventFilter(
            javafx.event.ActionEvent.ACTION,
            event -> {
              Clipboards.copy(details);
              event.consume(); // the dialog stays open
            });
    answer(dialog);
  }

  @Override
  public Optional<Path> saveFile(String title, String suggestedName) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(suggestedName);
    return path(chooser.showSaveDialog(owner.get()));
  }

  @Override
  public Optional<Path> openFile(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    return path(chooser.showOpenDialog(owner.get()));
  }

  @Override
  public Optional<Path> openFolder(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    return path(chooser.showDialog(owner.get()));
  }

  private static Optional<Path> path(@Nullable File file) {
    return file == null ? Optional.empty() : Optional.of(file.toPath());
  }

  private static ButtonType cancel() {
    return new ButtonType(Strings.get("common.cancel"), ButtonBar.ButtonData.CANCEL_CLOSE);
  }

  private static ButtonType close() {
    return new ButtonType(Strings.get("common.close"), ButtonBar.ButtonData.CANCEL_CLOSE);
  }

  private Dialog<ButtonType> dialog(String title, Node content, ButtonType... buttons) {
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.setTitle(title);
    dialog.setHeaderText(title);
    DialogPane pane = dialog.getDialogPane();
    Theme.style(pane.getStylesheets());
    pane.getStyleClass().add("app-dialog");
    pane.setContent(content);
    pane.getButtonTypes().setAll(buttons);
    Window window = owner.get();
    if (window != null && window.isShowing()) {
      dialog.initOwner(window);
      dialog.initModality(Modality.WINDOW_MODAL);
    }
    return dialog;
  }

  /** A message that appears in a form must not push the buttons out of sight. */
  private static void grow(DialogPane pane) {
    Window window = pane.getScene() == null ? null : pane.getScene().getWindow();
    if (window != null && window.isShowing()) {
      window.sizeToScene();
    }
  }

  private static Optional<ButtonType> answer(Dialog<ButtonType> dialog) {
    return dialog.showAndWait();
  }

  private static VBox box(Node... nodes) {
    VBox box = new VBox(nodes);
    box.getStyleClass().add("dialog-box");
    return box;
  }

  private static Label text(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setPrefWidth(TEXT_WIDTH);
    label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
    return label;
  }
}
