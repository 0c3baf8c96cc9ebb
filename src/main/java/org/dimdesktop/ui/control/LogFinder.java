package org.dimdesktop.ui.control;

import java.util.concurrent.Executor;
import org.dimdesktop.log.LogQuery;
import org.dimdesktop.log.LogSearch;
import org.dimdesktop.log.LogStore;
import org.jspecify.annotations.Nullable;

/** What is looked for in a log and which of the found lines is the current one; view's thread. */
final class LogFinder {

  private static final long NONE = -1;

  private final LogStore store;
  private final Executor io;
  private @Nullable LogSearch search;
  private long current = NONE;
  private long seenCount = NONE;
  private boolean seenEnd;

  LogFinder(LogStore store, Executor io) {
    this.store = store;
    this.io = io;
  }

  /** Looks for something else, or for nothing. */
  void look(@Nullable LogQuery query) {
    if (search != null) {
      search.close();
    }
    search = query == null ? null : store.search(query, io);
    current = NONE;
    seenCount = NONE;
  }

  @Nullable LogSearch search() {
    return search;
  }

  @Nullable LogQuery query() {
    return search == null ? null : search.query();
  }

  /** The line of the current match, or -1. */
  long current() {
    return current;
  }

  /** Which match is the current one, counted from 1, or 0. */
  long ordinal() {
    return search == null || current == NONE ? 0 : search.index(current) + 1;
  }

  /** Lets the search go on with new lines; whether it has found more or is still at it. */
  boolean advance() {
    if (search == null) {
      return false;
    }
    search.advance();
    boolean end = search.isUpToDate() || search.isFailed();
    long count = search.count();
    boolean news = !end || !seenEnd || count != seenCount;
    seenCount = count;
    seenEnd = end;
    return news;
  }

  /**
   * Goes to the next match, or the one before, round at the ends.
   *
   * @param from the line to begin at if there is no current match yet
   * @return its line, or -1 if there is none
   */
  long step(boolean forward, long from) {
    if (search == null || search.count() == 0) {
      return NONE;
    }
    long count = search.count();
    long index;
    if (current == NONE) {
      index = forward ? search.index(from) : search.index(from) - 1;
    } else {
      index = search.index(current) + (forward ? 1 : -1);
    }
    current = search.line(Math.floorMod(index, count));
    return current;
  }
}
