package org.dimdesktop.ui.operations;

import java.nio.file.Path;
import java.time.Instant;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.log.LogStream;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.Subscription;

/** The log of one operation on disk, which grows until the operation ends. Thread-safe. */
final class OperationLog implements AutoCloseable {
  private static final long NANOS = 1_000_000_000L;

  private final Operation<?> operation;
  private final LogStore store;
  private final Subscription listening;
  private long next;

  /** Takes what was told so far, and from now on what follows; writes small files, so on io. */
  OperationLog(Operation<?> operation, Path directory) {
    this.operation = operation;
    this.store = LogStore.create(directory);
    this.listening = operation.onChange(this::copy);
  }

  LogStore store() {
    return store;
  }

  /** Writes what is new; at the end of the operation the log ends as well. */
  synchronized void copy() {
    boolean last = operation.state().isEnd(); // asked before, so that no line comes after
    for (Operation.Line line : operation.lines(next)) {
      Instant time = line.time();
      long nanos = time.getEpochSecond() * NANOS + time.getNano();
      store.append(LogStream.STDOUT, nanos, null, line.text());
      next = line.number() + 1;
    }
    if (last) {
      store.end();
    }
  }

  /** Stops and frees the files. */
  @Override
  public void close() {
    listening.close();
    store.close();
  }
}
