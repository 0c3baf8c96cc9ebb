package org.dimdesktop.ui.control;

import java.util.List;
import java.util.regex.PatternSyntaxException;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.dimdesktop.log.LogQuery;
import org.dimdesktop.log.LogSearch;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The bar over a log in which a person looks for text. */
final class LogFindBar extends HBox {

  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");
  private static final Duration PAUSE = Duration.millis(120);

  private final LogStore store;
  private final LogPane pane;
  private final LogFinder finder;
  private final LogFinder narrow;
  private final TextField field = new TextField();
  private final ToggleButton regex = LogButtons.toggle("log.find.regex", ".*");
  private final ToggleButton matchCase = LogButtons.toggle("log.find.case", "Aa");
  private final ToggleButton only = LogButtons.toggle("log.find.only", Feather.FILTER);
  private final Label state = new Label();
  private final PauseTransition typing = new PauseTransition(PAUSE);
  private boolean wrong;

  LogFindBar(LogStore store, LogPane pane, LogFinder finder, LogFinder narrow) {
    this.store = store;
    this.pane = pane;
    this.finder = finder;
    this.narrow = narrow;
    getStyleClass().add("log-find");
    setAlignment(Pos.CENTER_LEFT);
    field.setPromptText(Strings.get("log.find.prompt"));
    field.setAccessibleText(Strings.get("log.find.prompt"));
    field.getStyleClass().addAll("small", "log-find-field");
    state.getStyleClass().addAll("text-small", "log-find-state");
    field.setMinWidth(60); // it gives way, never the count or a letter on a button
    List.of(state, matchCase, regex, only).forEach(part -> part.setMinWidth(USE_PREF_SIZE));
    getChildren()
        .addAll(
            field,
            matchCase,
            regex,
            only,
            LogButtons.button("log.find.previous", Feather.CHEVRON_UP, () -> step(false)),
            LogButtons.button("log.find.next", Feather.CHEVRON_DOWN, () -> step(true)),
            state);
    HBox spacer = new HBox();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    getChildren().addAll(spacer, LogButtons.button("log.find.close", Feather.X, this::close));
    typing.setOnFinished(_ -> look());
    field.textProperty().addListener((_, _, _) -> typing.playFromStart());
    regex.selectedProperty().addListener((_, _, _) -> look());
    matchCase.selectedProperty().addListener((_, _, _) -> look());
    only.selectedProperty().addListener((_, _, _) -> filter());
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    pane.onFrame(this::report);
    show(false);
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && field.equals(event.getTarget())) {
      step(!event.isShiftDown());
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    }
  }

  private void show(boolean on) {
    setVisible(on);
    setManaged(on);
  }

  /** Shows the bar and waits for text. */
  void open() {
    show(true);
    field.requestFocus();
    field.selectAll();
    look();
  }

  private void close() {
    show(false);
    typing.stop();
    only.setSelected(false);
    pane.change(() -> finder.look(null));
    pane.requestFocus();
  }

  /** Goes to the next or the previous match. */
  void step(boolean forward) {
    if (typing.getStatus() == Animation.Status.RUNNING) {
      typing.stop();
      look();
    }
    LogViewport viewport = pane.viewport();
    long from = viewport.source().line(viewport.rank());
    pane.change(() -> {
      long line = finder.step(forward, from);
      if (line >= 0) {
        viewport.reveal(line);
      }
    });
  }

  private void look() {
    LogQuery query = query();
    pane.change(() -> finder.look(query));
    filter();
  }

  private @Nullable LogQuery query() {
    wrong = false;
    String problem = null;
    LogQuery query = null;
    try {
      if (!field.getText().isEmpty()) {
        query = LogQuery.of(field.getText(), regex.isSelected(), matchCase.isSelected());
      }
    } catch (PatternSyntaxException e) {
      wrong = true;
      problem = Strings.get("log.find.bad", e.getDescription());
    }
    state.setText(problem == null ? "" : problem);
    mark(wrong);
    return query;
  }

  private void mark(boolean error) {
    field.pseudoClassStateChanged(ERROR, error);
    state.pseudoClassStateChanged(ERROR, error);
  }

  void filter() {
    LogSearch search = finder.search();
    pane.show(only.isSelected() && search != null ? new LogSource.Matches(store, search) : all());
  }

  /** What shows while nothing is found: all lines, or those that the view was narrowed to. */
  private LogSource all() {
    LogSearch part = narrow.search();
    return part == null ? new LogSource.All(store) : new LogSource.Matches(store, part);
  }

  private void report() {
    LogSearch search = finder.search();
    if (search == null || wrong) {
      return;
    }
    mark(search.isFailed());
    state.setText(
        search.isFailed()
            ? Strings.get("log.find.failed")
            : Strings.get(
                search.isUpToDate() ? "log.find.count" : "log.find.counting",
                finder.ordinal(),
                search.count()));
  }
}
