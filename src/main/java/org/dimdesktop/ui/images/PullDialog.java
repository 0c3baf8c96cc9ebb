package org.dimdesktop.ui.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Strings;

/** Asks what to pull and completes names of the engine and of registries. JavaFX thread only. */
final class PullDialog {
  private static final long REST_MILLIS = 200;

  private final PullForm form = new PullForm();
  private final TextField field = new TextField();
  private final ListView<String> suggestions = new ListView<>();
  private final Label problem = new Label();
  private final List<String> local;
  private final Function<String, List<String>> remote;
  private final DetailLoader loader;

  /**
   * A dialog that is not shown yet.
   *
   * @param local names that are here already
   * @param remote names in registries that begin with what is typed; may block, called on {@code
   *     io}
   */
  PullDialog(List<String> local, Function<String, List<String>> remote, Executor io, Executor fx) {
    this.local = List.copyOf(local);
    this.remote = remote;
    // A person types faster than a registry answers: ask when the keys rest.
    Executor rested = CompletableFuture.delayedExecutor(REST_MILLIS, TimeUnit.MILLISECONDS, io);
    this.loader = new DetailLoader(rested, fx, Strings.get("images.action.complete"));
  }

  /** Shows it with a name already typed; empty when it was dismissed. */
  Optional<PullForm.Request> show(Dialogs dialogs, String preset) {
    Node content = content();
    field.setText(preset);
    field.positionCaret(preset.length());
    Optional<PullForm.Request> wanted =
        dialogs.form(
            new Dialogs.Form<>(
                Strings.get("images.pull.title"),
                content,
                Strings.get("images.pull.yes"),
                form.valid,
                form::request));
    loader.cancel();
    return wanted;
  }

  private Node content() {
    field.setId("pull-name");
    field.setPromptText(Strings.get("images.pull.prompt"));
    field.setAccessibleText(Strings.get("images.pull.name"));
    field.setPrefColumnCount(42);
    form.name.bind(field.textProperty());
    field.textProperty().addListener((_, _, typed) -> typed(typed));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::intoSuggestions);
    suggestions.setId("pull-suggestions");
    suggestions.setAccessibleText(Strings.get("images.pull.suggestions"));
    suggestions.setPrefHeight(150);
    suggestions.setPlaceholder(new Label(Strings.get("images.pull.nosuggestions")));
    suggestions.setOnMouseClicked(_ -> take());
    suggestions.addEventFilter(KeyEvent.KEY_PRESSED, this::fromSuggestions);
    problem.setId("pull-problem");
    problem.setWrapText(true);
    problem.setMinHeight(36);
    ComboBox<String> platform = new ComboBox<>();
    platform.setId("pull-platform");
    platform.setEditable(true);
    platform.getItems().add("");
    platform.getItems().addAll(PullForm.PLATFORMS);
    platform.setPromptText(Strings.get("images.pull.platform.prompt"));
    platform.setAccessibleText(Strings.get("images.pull.platform"));
    form.platform.bind(platform.getEditor().textProperty());
    form.valid.addListener((_, _, _) -> showProblem());
    platform.getEditor().textProperty().addListener((_, _, _) -> showProblem());
    typed("");
    return new VBox(
        6,
        new Label(Strings.get("images.pull.name")),
        field,
        problem,
        suggestions,
        new Label(Strings.get("images.pull.platform")),
        platform);
  }

  private void typed(String text) {
    showProblem();
    suggestions.getItems().setAll(PullForm.complete(text, local));
    if (text.isBlank()) {
      loader.cancel();
      return;
    }
    // A registry that cannot be asked only means that nothing of it is suggested.
    loader.load(text, () -> remote.apply(text), found -> offer(text, found), _ -> {});
  }

  private void offer(String text, List<String> found) {
    List<String> all = new ArrayList<>(local);
    all.addAll(found);
    suggestions.getItems().setAll(PullForm.complete(text, all));
  }

  private void showProblem() {
    String text = form.problem();
    problem.setText(text);
    problem.getStyleClass().setAll("label", text.isEmpty() ? "text-muted" : "danger");
    if (text.isEmpty() && form.valid.get()) {
      problem.setText(Strings.get("images.pull.full", form.request().reference()));
    }
  }

  private void intoSuggestions(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN && !suggestions.getItems().isEmpty()) {
      suggestions.getSelectionModel().selectFirst();
      suggestions.requestFocus();
      event.consume();
    }
  }

  private void fromSuggestions(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      take();
      event.consume();
    } else if (event.getCode() == KeyCode.UP && suggestions.getSelectionModel().isSelected(0)) {
      field.requestFocus();
      event.consume();
    }
  }

  private void take() {
    String chosen = suggestions.getSelectionModel().getSelectedItem();
    if (Objects.nonNull(chosen)) {
      field.setText(chosen);
      field.requestFocus();
      field.positionCaret(chosen.length());
    }
  }
}
