package org.dimdesktop.log;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A search over a log that may still grow: matching lines as sorted line numbers, one bit each.
 *
 * <p>It costs nothing until {@link #advance} is called again after the log has grown. Any thread.
 */
public final class LogSearch implements AutoCloseable {

  private static final int CHUNK = 4096;

  private final LogStore store;
  private final LogQuery query;
  private final Executor io;
  private final LineSet matches = new LineSet();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile long scanned;
  private volatile boolean failed;
  private volatile boolean closed;

  LogSearch(LogStore store, LogQuery query, Executor io) {
    this.store = store;
    this.query = query;
    this.io = io;
  }

  /** Goes on, in the background, with the lines that came since. */
  public void advance() {
    if (!closed && !failed && !isUpToDate() && running.compareAndSet(false, true)) {
      io.execute(this::run);
    }
  }

  private void run() {
    try {
      while (!closed && !isUpToDate()) {
        long from = Math.max(scanned, store.firstLine());
        long to = Math.min(from + CHUNK, store.endLine());
        store.scan(from, to, this::visit);
        matches.dropBelow(store.firstLine());
        scanned = to;
      }
    } catch (CancellationException e) {
      closed = true;
    } catch (StackOverflowError | RuntimeException e) {
      // An expression may be too deep for the stack, and a disk may fail: the count is then wrong.
      failed = true;
    } finally {
      running.set(false);
    }
  }

  private boolean visit(long line, byte[] buffer, int at) {
    String visible = AnsiParser.visible(LogSteps.text(buffer, at));
    if (query.matches(visible, new GuardedText(visible, () -> closed))) {
      matches.add(line);
    }
    return !closed;
  }

  /** What is looked for. */
  public LogQuery query() {
    return query;
  }

  /** How many kept lines match, as far as looked. */
  public long count() {
    matches.dropBelow(store.firstLine());
    return matches.count();
  }

  /** The matching line with that index from 0, or -1 if there are not so many. */
  public long line(long index) {
    return matches.select(index);
  }

  /** How many matching lines are before the given one: the index of it or of the next match. */
  public long index(long line) {
    return matches.rank(line);
  }

  /** Whether the line matches, as far as looked. */
  public boolean contains(long line) {
    return matches.select(matches.rank(line)) == line;
  }

  /** One past the last line looked at. */
  public long scanned() {
    return scanned;
  }

  /** Whether every line that the log has now was looked at. */
  public boolean isUpToDate() {
    return scanned >= store.endLine();
  }

  /** Whether it had to give up: the expression is too complex, or the disk failed. */
  public boolean isFailed() {
    return failed;
  }

  /** Stops it, also in the midst of a line. */
  @Override
  public void close() {
    closed = true;
  }
}
