package org.dimdesktop.dim.daemon.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.daemon.store.LogTable;
import org.jspecify.annotations.Nullable;

/**
 * Stored log lines as they are sent. What one follower of a build has read is kept for a while, so
 * that ten of them cost little more than one: a stored line never changes.
 */
final class LogChunks {
  /** Lines in their form on the wire, and the number of the line after them. */
  static final class Chunk {
    private final byte[] bytes;
    private final long next;

    private Chunk(byte[] bytes, long next) {
      this.bytes = bytes;
      this.next = next;
    }

    /** Not to be changed: others send it too. */
    byte[] bytes() {
      return bytes;
    }

    long next() {
      return next;
    }
  }

  private record Key(String build, long first, boolean sse) {}

  private static final int LINES = 1000;

  /** Fewer are soon read again, and kept they would make a later reader go in small steps. */
  private static final int WORTH_KEEPING = 100;

  private static final int MOST_BYTES = 1 << 20;

  /** Some 250,000 lines: by so many, ten followers of the fastest build differ at most. */
  private static final long KEPT_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  private final LogTable logs;
  private final List<ReentrantLock> readers =
      Stream.generate(ReentrantLock::new).limit(64).toList();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Chunk> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long keptBytes;
  private int followers;

  LogChunks(LogTable logs) {
    this.logs = logs;
  }

  /** The next lines of a build from number {@code first} on, or null while none is stored. */
  @Nullable Chunk read(String build, long first, boolean sse) {
    Key key = new Key(build, first, sse);
    ReentrantLock one = readers.get(Math.floorMod(key.hashCode(), readers.size()));
    one.lock(); // of several who want the same, one reads
    try {
      Chunk known = find(key);
      if (known != null) {
        return known;
      }
      // Up to the same numbers for all, so that readers who began apart soon read the same chunks.
      int limit = (int) (LINES - (first - 1) % LINES);
      List<LogLine> lines = logs.recent(build, first, limit);
      if (lines.isEmpty()) {
        lines = logs.read(build, first, limit);
      }
      if (lines.isEmpty()) {
        return null;
      }
      Chunk chunk = new Chunk(LogEncoder.encode(lines, sse), lines.getLast().seq() + 1);
      if (lines.size() >= WORTH_KEEPING && chunk.bytes().length <= MOST_BYTES) {
        keep(key, chunk);
      }
      return chunk;
    } finally {
      one.unlock();
    }
  }

  /** Somebody reads from now on, until {@link #leave}. */
  void join() {
    lock.lock();
    try {
      if (followers++ == 0) {
        logs.keepRecent(true);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Who joined reads no more; when the last one leaves, nothing is kept. */
  void leave() {
    lock.lock();
    try {
      if (--followers == 0) {
        kept.clear();
        keptBytes = 0;
        logs.keepRecent(false);
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Chunk find(Key key) {
    lock.lock();
    try {
      return kept.get(key);
    } finally {
      lock.unlock();
    }
  }

  private void keep(Key key, Chunk chunk) {
    lock.lock();
    try {
      kept.put(key, chunk);
      keptBytes += chunk.bytes().length;
      Iterator<Chunk> oldest = kept.values().iterator();
      while (keptBytes > KEPT_BYTES) {
        keptBytes -= oldest.next().bytes().length;
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
