package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/**
 * A field for the name of an image, and a list that completes what is typed by names that are known
 * and those that registries give. The two are laid out by who uses them. JavaFX thread only.
 */
public final class NameField {
  private static final long REST_MILLIS = 200;
  private static final int MAX_SUGGESTIONS = 50;

  private final TextField field = new TextField();
  private final ListView<String> suggestions = new ListView<>();
  private final List<String> known;
  private final Function<String, List<String>> remote;
  private final DetailLoader loader;

  /**
   * A field that is empty.
   *
   * @param id the field's id; the list's is {@code <id>-suggestions}
   * @param known names to suggest at once
   * @param remote names in registries that begin with what is typed; may block, called on {@code
   *     io}
   */
  public NameField(
      String id,
      List<String> known,
      Function<String, List<String>> remote,
      Executor io,
      Executor fx) {
    this.known = List.copyOf(known);
    this.remote = remote;
    // A person types faster than a registry answers: ask when the keys rest.
    Executor rested = CompletableFuture.delayedExecutor(REST_MILLIS, TimeUnit.MILLISECONDS, io);
    this.loader = new DetailLoader(rested, fx, Strings.get("images.action.complete"));
    field.setId(id);
    field.setPrefColumnCount(42);
    field.textProperty().addListener((_, _, text) -> typed(text));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::intoSuggestions);
    // What is there already is the beginning of a name: it is typed on, not over.
    field
        .focusedProperty()
        .addListener((_, _, focused) -> {
          if (focused) {
            fx.execute(field::end);
          }
        });
    suggestions.setId(id + "-suggestions");
    suggestions.setAccessibleText(Strings.get("images.pull.suggestions"));
    suggestions.setPlaceholder(new Label(Strings.get("images.pull.nosuggestions")));
    suggestions.setOnMouseClicked(_ -> take());
    suggestions.addEventFilter(KeyEvent.KEY_PRESSED, this::fromSuggestions);
    typed("");
  }

  /** Where the name is typed. */
  public TextField field() {
    return field;
  }

  /** What it may be completed to, of this height in pixels. */
  public Node suggestions(double height) {
    suggestions.setPrefHeight(height);
    suggestions.setMinHeight(Math.min(height, 60));
    return suggestions;
  }

  /** Asks no registry any more. */
  public void close() {
    loader.cancel();
  }

  private void typed(@Nullable String typed) {
    String text = typed == null ? "" : typed;
    suggestions.getItems().setAll(complete(text, known));
    if (text.isBlank()) {
      loader.cancel();
      return;
    }
    // A registry that cannot be asked only means that nothing of it is suggested.
    loader.load(text, () -> remote.apply(text), found -> offer(text, found), _ -> {});
  }

  private void offer(String text, List<String> found) {
    List<String> all = new ArrayList<>(known);
    all.addAll(found);
    suggestions.getItems().setAll(complete(text, all));
  }

  /** Names that contain what is typed, those that begin with it first; each once. */
  private static List<String> complete(String typed, List<String> names) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    Set<String> found = new LinkedHashSet<>();
    names.stream().filter(n -> n.toLowerCase(Locale.ROOT).startsWith(wanted)).forEach(found::add);
    if (!wanted.isEmpty()) {
      names.stream().filter(n -> n.toLowerCase(Locale.ROOT).contains(wanted)).forEach(found::add);
    }
    return found.stream().limit(MAX_SUGGESTIONS).toList();
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
    if (chosen != null) {
      field.setText(chosen);
      field.requestFocus();
      field.positionCaret(chosen.length());
    }
  }
}
