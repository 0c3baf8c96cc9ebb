package org.dimdesktop.ui.control;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads pages in the background, one at a time; the view fetches them at its next frame. */
final class LogLoader {

  private static final Logger LOG = LoggerFactory.getLogger(LogLoader.class);

  private final Executor io;
  private final AtomicReference<@Nullable LogPage> loaded = new AtomicReference<>();
  private volatile boolean busy;
  private @Nullable LogRequest last;

  LogLoader(Executor io) {
    this.io = io;
  }

  /** Starts reading unless it is still at it or has just read the very same; view's thread. */
  void request(LogRequest request) {
    if (busy || request.equals(last)) {
      return;
    }
    busy = true;
    last = request;
    io.execute(() -> load(request));
  }

  private void load(LogRequest request) {
    try {
      loaded.set(request.load());
    } catch (RuntimeException e) {
      LOG.warn("cannot read the log", e);
    } finally {
      busy = false;
    }
  }

  /** What was read since the last call, if anything. */
  @Nullable LogPage take() {
    return loaded.getAndSet(null);
  }

  boolean isBusy() {
    return busy || loaded.get() != null;
  }
}
