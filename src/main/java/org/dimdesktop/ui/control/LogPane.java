package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.task.Subscription;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a log and its scroll bar: a fixed set of row nodes, filled at most once a frame.
 *
 * <p>The frame timer runs only while something changes in a log that can be seen.
 */
final class LogPane extends Region {

  /** How often the growth of a log is drawn; what a person does is drawn at the next frame. */
  private static final long GROWTH_NANOS = 45_000_000;

  /** How often, while more than all the rows hold comes in between: then nobody reads. */
  private static final long FLOOD_NANOS = 120_000_000;

  private final LogStore store;
  private final Executor fx;
  private final LogFinder finder;
  private final LogFinder narrow;
  private final LogViewport viewport;
  private final LogLoader loader;
  private final LogPalette palette = new LogPalette(this::restyled);
  private final LogSelection selection = new LogSelection();
  private final LogShowing showing = new LogShowing(this);
  private final List<LogRow> rows = new ArrayList<>();
  private final Rows canvas = new Rows();
  private final ScrollBar bar = new ScrollBar();
  private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
  private final BooleanProperty timestamps = new SimpleBooleanProperty(this, "timestamps");
  private final BooleanProperty wrap = new SimpleBooleanProperty(this, "wrap");
  private final List<Runnable> onFrame = new ArrayList<>();
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          frame(now);
        }
      };
  private Subscription waiting = () -> {};
  private boolean ticking;
  private boolean dirty = true;
  private boolean eager = true;
  private long drawn;
  private long drawnEnd;
  private boolean placing;
  private long styles;
  private @Nullable Fit laidOut;
  private long seen = -1;

  /** How many rows and characters there is room for. */
  private record Fit(int rows, int columns) {}

  /** Holds the row nodes and nothing else. */
  private static final class Rows extends Region {
    void add(LogRow row) {
      getChildren().add(row);
    }
  }

  LogPane(LogStore store, LogFinder finder, LogFinder narrow, Executor io, Executor fx) {
    this.store = store;
    this.fx = fx;
    this.finder = finder;
    this.narrow = narrow;
    this.viewport = new LogViewport(new LogSource.All(store));
    this.loader = new LogLoader(io);
    getStyleClass().add("log-pane");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    setAccessibleText(Strings.get("log.accessible"));
    bar.setOrientation(Orientation.VERTICAL);
    bar.setAccessibleText(Strings.get("log.scroll"));
    bar.valueProperty().addListener((_, _, value) -> barMoved(value.doubleValue()));
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(canvas.widthProperty());
    clip.heightProperty().bind(canvas.heightProperty());
    canvas.setClip(clip);
    getChildren().addAll(palette, canvas, bar);
    following.addListener((_, _, on) -> follow(on));
    timestamps.addListener((_, _, _) -> change(this::requestLayout));
    wrap.addListener((_, _, on) -> change(() -> viewport.wrap(on)));
    showing.property().addListener((_, _, _) -> wake());
    wake();
  }

  BooleanProperty followingProperty() {
    return following;
  }

  BooleanProperty timestampsProperty() {
    return timestamps;
  }

  BooleanProperty wrapProperty() {
    return wrap;
  }

  LogViewport viewport() {
    return viewport;
  }

  LogSelection selection() {
    return selection;
  }

  /** Whether the frame timer runs. */
  boolean isTicking() {
    return ticking;
  }

  /** The row nodes from the top. */
  List<LogRow> rows() {
    return rows;
  }

  double lineHeight() {
    return palette.lineHeight();
  }

  /** Runs the action at every frame in which something may have changed. */
  void onFrame(Runnable action) {
    onFrame.add(action);
  }

  /** Changes what shows and draws it at the next frame. */
  void change(Runnable change) {
    change.run();
    wake();
  }

  /** Shows all lines, or only those found. */
  void show(LogSource source) {
    if (!source.equals(viewport.source())) {
      change(() -> viewport.source(source));
    }
  }

  /** Draws at the next frame if it can be seen. */
  void wake() {
    dirty = true;
    eager = true;
    waiting.close();
    if (!ticking && showing.property().get()) {
      ticking = true;
      timer.start();
    }
  }

  private void follow(boolean on) {
    if (on != viewport.isFollowing()) {
      change(() -> viewport.follow(on));
    }
  }

  private void restyled() {
    styles++;
    requestLayout();
    wake();
  }

  private void barMoved(double value) {
    if (!placing) {
      change(() -> viewport.toRank(Math.round(value)));
    }
  }

  private void frame(long now) {
    if (!showing.property().get()) {
      rest();
      return;
    }
    if (!eager && now - drawn < pace()) {
      return; // nobody reads faster, and the processor is wanted by what fills the log
    }
    LogPage page = loader.take();
    if (page != null) {
      viewport.page(page);
      dirty = true;
    }
    long version = store.version();
    boolean changed = version != seen;
    seen = version;
    boolean narrowing = narrow.advance();
    boolean searching = finder.advance() || narrowing;
    LogRequest wanted = viewport.wanted();
    if (wanted != null) {
      loader.request(wanted);
    }
    if (dirty || changed || searching) {
      drawn = now;
      eager = wanted != null && !viewport.isFollowing();
      draw();
      onFrame.forEach(Runnable::run);
    } else if (!loader.isBusy()) {
      rest();
    }
  }

  private long pace() {
    return store.endLine() - drawnEnd > rows.size() ? FLOOD_NANOS : GROWTH_NANOS;
  }

  private void rest() {
    timer.stop();
    ticking = false;
    if (showing.property().get()) {
      waiting = store.onChangeAfter(seen, () -> fx.execute(this::wake));
    }
  }

  private void draw() {
    dirty = false;
    drawnEnd = store.endLine();
    List<LogSlot> slots = viewport.slots();
    LogRow.Look look = new LogRow.Look(timestamps.get(), finder.query(), styles);
    for (int i = 0; i < rows.size(); i++) {
      LogSlot slot = i < slots.size() ? slots.get(i) : null;
      LogRow row = rows.get(i);
      row.show(slot, look);
      row.mark(
          slot != null && selection.contains(slot.number()),
          slot != null && slot.number() == finder.current());
    }
    following.set(viewport.isFollowing());
    placeBar();
  }

  private void placeBar() {
    placing = true;
    double max = (double) viewport.maxRank();
    bar.setMax(max);
    bar.setVisibleAmount(max == 0 ? 0 : max * viewport.fit() / (max + viewport.fit()));
    bar.setBlockIncrement(viewport.fit());
    bar.setUnitIncrement(1);
    bar.setValue(viewport.isFollowing() ? max : Math.min(max, (double) viewport.rank()));
    bar.setDisable(max == 0);
    placing = false;
  }

  @Override
  protected void layoutChildren() {
    double height = getHeight();
    double barWidth = snapSizeX(bar.prefWidth(-1));
    double width = Math.max(0, getWidth() - barWidth);
    double line = palette.lineHeight();
    int fit = (int) Math.max(1, Math.floor(height / line));
    while (rows.size() < fit + 1) {
      LogRow row = new LogRow(palette);
      rows.add(row);
      canvas.add(row);
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).resizeRelocate(0, i * line, width, line);
      rows.get(i).setVisible(i <= fit);
    }
    double room = width - LogRow.INSET - (timestamps.get() ? LogRow.STAMP * palette.cell() : 0);
    canvas.resizeRelocate(0, 0, width, height);
    bar.resizeRelocate(width, 0, barWidth, height);
    Fit now = new Fit(fit, (int) (room / palette.cell()));
    if (!now.equals(laidOut)) { // a row's new text asks for a layout too, and is drawn already
      laidOut = now;
      viewport.size(now.rows(), now.columns());
      wake();
    }
  }
}
