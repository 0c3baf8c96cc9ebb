package org.dimdesktop.dim.daemon.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.dimdesktop.dim.api.LogLine;

/**
 * The newest lines of running builds, as they were stored a moment ago: who follows a log gets them
 * from here and not from the database again. Nothing is kept while nobody follows. Bounded over all
 * builds; safe on every thread.
 */
final class RecentLines {
  /** Some 100,000 lines; more of them would cost the collector more than the database saves. */
  private static final long MOST_CHARACTERS = 16 << 20;

  /** What a line costs beside its text, nearly. */
  private static final int OVERHEAD = 64;

  private record Batch(List<LogLine> lines, int characters) {
    static Batch of(List<LogLine> lines) {
      int characters = 0;
      for (LogLine line : lines) {
        characters += line.line().length() + OVERHEAD;
      }
      return new Batch(lines, characters);
    }

    long end() {
      return lines.getLast().seq() + 1;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();

  /** By build, the one that was written to last at the end; each build's batches by first line. */
  private final Map<String, TreeMap<Long, Batch>> builds = new LinkedHashMap<>(16, 0.75f, true);

  private final long most;
  private long characters;
  private boolean wanted;

  RecentLines() {
    this(MOST_CHARACTERS);
  }

  /**
   * Keeps less.
   *
   * @param most about how many bytes of text
   */
  RecentLines(long most) {
    this.most = most;
  }

  /** Keeps what is added from now on, or keeps nothing any more. */
  void keep(boolean wanted) {
    lock.lock();
    try {
      this.wanted = wanted;
      if (!wanted) {
        builds.clear();
        characters = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes lines that are stored; they are not to be changed any more. */
  void add(String build, List<LogLine> lines) {
    Batch batch = Batch.of(lines);
    long first = lines.getFirst().seq();
    lock.lock();
    try {
      if (!wanted) {
        return;
      }
      TreeMap<Long, Batch> batches = builds.computeIfAbsent(build, _ -> new TreeMap<>());
      if (!batches.isEmpty() && batches.lastEntry().getValue().end() != first) {
        batches.values().forEach(b -> characters -= b.characters());
        batches.clear(); // stored twice, perhaps: only the database knows which of them counts
      }
      batches.put(first, batch);
      characters += batch.characters();
      dropOldest();
    } finally {
      lock.unlock();
    }
  }

  private void dropOldest() {
    Iterator<TreeMap<Long, Batch>> oldest = builds.values().iterator();
    while (characters > most) {
      TreeMap<Long, Batch> batches = oldest.next();
      while (!batches.isEmpty() && characters > most) {
        characters -= batches.pollFirstEntry().getValue().characters();
      }
      if (batches.isEmpty()) {
        oldest.remove();
      }
    }
  }

  /** Up to {@code limit} lines from number {@code from} on; none where that one is not here. */
  List<LogLine> read(String build, long from, int limit) {
    lock.lock();
    try {
      TreeMap<Long, Batch> batches = builds.get(build);
      Entry<Long, Batch> at = batches == null ? null : batches.floorEntry(from);
      if (batches == null || at == null || at.getValue().end() <= from) {
        return List.of();
      }
      List<LogLine> found = new ArrayList<>();
      for (Batch batch : batches.tailMap(at.getKey()).values()) {
        List<LogLine> lines = batch.lines();
        int begin = (int) Math.max(0, from - lines.getFirst().seq());
        found.addAll(lines.subList(begin, Math.min(lines.size(), begin + limit - found.size())));
        if (found.size() == limit) {
          break;
        }
      }
      return found;
    } finally {
      lock.unlock();
    }
  }
}
