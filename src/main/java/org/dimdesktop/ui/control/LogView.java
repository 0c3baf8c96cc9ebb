package org.dimdesktop.ui.control;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dimdesktop.log.LogQuery;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * A window onto a log on disk that may still grow: follow, find, select, copy, save.
 *
 * <p>JavaFX thread only. It draws what shows and nothing else, and rests while nothing changes.
 */
public final class LogView extends BorderPane {

  private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");
  private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");
  private static final String STYLESHEET =
      Objects.requireNonNull(LogView.class.getResource("/org/dimdesktop/css/log.css"))
          .toExternalForm();

  private final LogStore store;
  private final Executor io;
  private final Executor fx;
  private final Supplier<Optional<Path>> saveTarget;
  private final LogPane pane;
  private final LogFinder narrow;
  private final LogFindBar findBar;
  private final LogStatus status;

  /**
   * A view onto the store, which stays the caller's to close.
   *
   * @param io runs reading and searching
   * @param fx runs on the JavaFX thread
   * @param saveTarget asks a person for the file to save to
   */
  public LogView(LogStore store, Executor io, Executor fx, Supplier<Optional<Path>> saveTarget) {
    this.store = store;
    this.io = io;
    this.fx = fx;
    this.saveTarget = saveTarget;
    LogFinder finder = new LogFinder(store, io);
    this.narrow = new LogFinder(store, io);
    this.pane = new LogPane(store, finder, narrow, io, fx);
    this.findBar = new LogFindBar(store, pane, finder, narrow);
    this.status = new LogStatus(store, pane);
    getStyleClass().add("log-view");
    getStylesheets().add(STYLESHEET);
    LogInput.install(pane);
    setTop(new VBox(toolbar(), findBar));
    setCenter(pane);
    setBottom(status);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private HBox toolbar() {
    ToggleButton follow = LogButtons.toggle("log.follow", Feather.CHEVRONS_DOWN);
    follow.selectedProperty().bindBidirectional(pane.followingProperty());
    ToggleButton times = LogButtons.toggle("log.timestamps", Feather.CLOCK);
    times.selectedProperty().bindBidirectional(pane.timestampsProperty());
    ToggleButton wrap = LogButtons.toggle("log.wrap", Feather.CORNER_DOWN_LEFT);
    wrap.selectedProperty().bindBidirectional(pane.wrapProperty());
    HBox spacer = new HBox();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    HBox bar = new HBox(follow, times, wrap, spacer);
    bar.getChildren()
        .addAll(
            List.of(
                LogButtons.button("log.find", Feather.SEARCH, findBar::open),
                LogButtons.button("log.copy", Feather.COPY, this::copy),
                LogButtons.button("log.save", Feather.SAVE, this::save)));
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("log-toolbar");
    return bar;
  }

  private void key(KeyEvent event) {
    if (FIND.match(event)) {
      findBar.open();
    } else if (COPY.match(event)) {
      copy();
    } else if (event.getCode() == KeyCode.F3) {
      findBar.step(!event.isShiftDown());
    } else {
      return;
    }
    event.consume();
  }

  private void copy() {
    LogSelection selection = pane.selection();
    LogSource source = pane.viewport().source();
    if (selection.isEmpty()) {
      status.say(Strings.get("log.copy.nothing"));
      return;
    }
    long first = selection.first();
    long last = selection.last();
    boolean times = pane.timestampsProperty().get();
    inBackground(() -> {
      String text = LogCopy.text(source, first, last, times);
      fx.execute(() -> copied(text));
    });
  }

  private void copied(String text) {
    Clipboards.copy(text);
    boolean cut = text.length() > LogCopy.MOST_CHARS;
    long lines = text.chars().filter(c -> c == '\n').count();
    status.say(Strings.get(cut ? "log.copy.cut" : "log.copy.done", lines));
  }

  private void save() {
    saveTarget
        .get()
        .ifPresent(file ->
            inBackground(() -> {
              store.saveTo(file);
              fx.execute(() -> status.say(Strings.get("log.save.done", file)));
            }));
  }

  private void inBackground(Runnable work) {
    io.execute(() -> {
      try {
        work.run();
      } catch (UncheckedIOException e) {
        String reason = String.valueOf(e.getMessage());
        fx.execute(() -> status.say(Strings.get("log.failed", reason)));
      }
    });
  }

  /** The log it shows. */
  public LogStore store() {
    return store;
  }

  /** Whether the newest line is kept in sight; a person who scrolls up ends it. */
  public BooleanProperty followingProperty() {
    return pane.followingProperty();
  }

  /** Whether the time of each line is shown. */
  public BooleanProperty timestampsProperty() {
    return pane.timestampsProperty();
  }

  /** Whether lines that are too long for one row go on in the next. */
  public BooleanProperty wrapProperty() {
    return pane.wrapProperty();
  }

  /** Shows only the lines that match, now and as they come; null shows all again. */
  public void narrow(@Nullable LogQuery query) {
    pane.change(() -> narrow.look(query));
    findBar.filter();
  }

  /** Opens the bar to look for text. */
  public void find() {
    findBar.open();
  }

  /** Brings a line into sight; ends following. */
  public void reveal(long line) {
    pane.change(() -> pane.viewport().reveal(line));
  }

  /** One past the number of the last line that is drawn, or 0 while none is. */
  public long shownEnd() {
    return pane.rows().stream()
        .map(LogRow::slot)
        .filter(Objects::nonNull)
        .mapToLong(slot -> slot.number() + 1)
        .max()
        .orElse(0);
  }
}
