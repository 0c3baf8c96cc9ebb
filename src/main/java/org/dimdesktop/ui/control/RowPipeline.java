package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dimdesktop.ui.common.FxCoalescer;
import org.jspecify.annotations.Nullable;

/**
 * Filters and sorts rows off the JavaFX thread and hands over the newest result; what was asked for
 * meanwhile is done in one further go. Every method may be called on any thread.
 */
final class RowPipeline<T> {
  /**
   * What came out.
   *
   * @param rows those that the filter lets through
   * @param lines what the table shows: these rows, or headers with the rows of open groups
   * @param total how many rows there are in all
   */
  record Result<T>(List<T> rows, List<Line<T>> lines, int total) {}

  /** What is asked for; {@code collapsed} is null where rows are not grouped. */
  private record Request<T>(
      List<T> all,
      String filter,
      List<Predicate<T>> chips,
      @Nullable Comparator<T> order,
      @Nullable Set<String> collapsed) {}

  /** So many rows are filtered and sorted in less than a frame. */
  private static final int FEW = 500;

  private final Executor work;
  private final FxCoalescer fx;
  private final Function<T, String> filterText;
  private final @Nullable RowGrouping<T> grouping;
  private final Consumer<Result<T>> publish;

  private Request<T> wanted = new Request<>(List.of(), "", List.of(), null, null);
  private boolean filled;
  private boolean running;
  private boolean dirty;

  RowPipeline(
      Executor work,
      Executor fx,
      Function<T, String> filterText,
      @Nullable RowGrouping<T> grouping,
      Consumer<Result<T>> publish) {
    this.work = work;
    this.fx = new FxCoalescer(fx);
    this.filterText = filterText;
    this.grouping = grouping;
    this.publish = publish;
  }

  synchronized void rows(List<T> rows) {
    filled = true;
    wanted = new Request<>(rows, wanted.filter, wanted.chips, wanted.order, wanted.collapsed);
    start();
  }

  /**
   * Publishes the first rows at once, on the calling JavaFX thread; false, and nothing done, when
   * they are many or not the first.
   */
  boolean first(List<T> rows) {
    Request<T> request;
    synchronized (this) {
      if (filled || rows.size() > FEW) {
        return false;
      }
      filled = true;
      wanted = new Request<>(rows, wanted.filter, wanted.chips, wanted.order, wanted.collapsed);
      request = wanted;
    }
    publish.accept(result(request));
    return true;
  }

  synchronized void filter(String text, List<Predicate<T>> chips) {
    wanted = new Request<>(wanted.all, text, List.copyOf(chips), wanted.order, wanted.collapsed);
    start();
  }

  synchronized void order(@Nullable Comparator<T> order) {
    wanted = new Request<>(wanted.all, wanted.filter, wanted.chips, order, wanted.collapsed);
    start();
  }

  /** Groups the rows, without those of collapsed groups; null for no groups. */
  synchronized void groups(@Nullable Set<String> collapsed) {
    wanted = new Request<>(wanted.all, wanted.filter, wanted.chips, wanted.order, collapsed);
    start();
  }

  private void start() {
    dirty = filled; // before the first rows there is nothing to publish, not even "empty"
    if (filled && !running) {
      running = true;
      work.execute(this::run);
    }
  }

  private void run() {
    boolean done = false;
    try {
      for (Request<T> request = next(); request != null; request = next()) {
        Result<T> result = result(request);
        fx.submit(() -> publish.accept(result));
      }
      done = true;
    } finally {
      if (!done) {
        broken();
      }
    }
  }

  /** A column's fault must not leave the table as it is for ever: the next rows are tried again. */
  private synchronized void broken() {
    running = false;
  }

  private synchronized @Nullable Request<T> next() {
    if (!dirty) {
      running = false;
      return null;
    }
    dirty = false;
    return wanted;
  }

  private Result<T> result(Request<T> request) {
    List<T> rows = apply(request);
    return new Result<>(rows, lines(rows, request), request.all.size());
  }

  private List<T> apply(Request<T> request) {
    String[] words = request.filter.strip().toLowerCase(Locale.ROOT).split("\\s+");
    List<T> rows = new ArrayList<>(request.all.size());
    for (T row : request.all) {
      if (request.chips.stream().allMatch(chip -> chip.test(row)) && matches(row, words)) {
        rows.add(row);
      }
    }
    if (request.order != null) {
      rows.sort(request.order);
    }
    return rows;
  }

  private List<Line<T>> lines(List<T> rows, Request<T> request) {
    return grouping == null || request.collapsed == null
        ? RowGrouping.plain(rows)
        : grouping.lines(rows, request.all, request.collapsed);
  }

  private boolean matches(T row, String[] words) {
    if (words.length == 1 && words[0].isEmpty()) {
      return true;
    }
    String text = filterText.apply(row).toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
