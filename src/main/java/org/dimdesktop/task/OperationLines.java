package org.dimdesktop.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an operation has to tell line by line, the newest {@value #MAX}; thread-safe. */
final class OperationLines {
  /** More would only come of a transfer that is tried again for hours. */
  static final int MAX = 10_000;

  private final List<Operation.Line> lines = new ArrayList<>();
  private long dropped;

  synchronized void add(String text) {
    if (lines.size() == MAX) {
      lines.subList(0, MAX / 10).clear();
      dropped += MAX / 10;
    }
    lines.add(new Operation.Line(dropped + lines.size(), Instant.now(), text));
  }

  synchronized boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Those with this number or a higher one, in order. */
  synchronized List<Operation.Line> from(long number) {
    int start = Math.clamp(number - dropped, 0, lines.size());
    return List.copyOf(lines.subList(start, lines.size()));
  }
}
