package org.dimdesktop.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A growing set of line numbers, one bit a line, with rank and select.
 *
 * <p>Lines are added in ascending order and dropped from the low end. Any thread.
 */
final class LineSet {

  private static final int SHIFT = 12;
  private static final int WORDS = 1 << (SHIFT - 6);

  /** One block of lines, without bits as long as it has no member. */
  private static final class Block {
    private final long before;
    private long @Nullable [] bits;

    /** An empty block after that many members. */
    Block(long before) {
      this.before = before;
    }

    private long word(int index) {
      return bits == null ? 0 : bits[index];
    }

    private void set(long line) {
      if (bits == null) {
        bits = new long[WORDS];
      }
      bits[LineSet.word(line)] |= 1L << line;
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private long base;
  private long total;
  private long floorRank;
  private long floor;

  synchronized void add(long line) {
    while (base + blocks.size() <= line >>> SHIFT) {
      blocks.add(new Block(total));
    }
    int slot = (int) ((line >>> SHIFT) - base);
    blocks.get(slot).set(line);
    total++;
  }

  /** Forgets all members below the line. */
  synchronized void dropBelow(long line) {
    if (line <= floor) {
      return;
    }
    floorRank = rankOf(line);
    floor = line;
    int dead = (int) Math.min(blocks.size(), (line >>> SHIFT) - base);
    if (dead > 0) {
      blocks.subList(0, dead).clear();
      base += dead;
    }
    if (blocks.isEmpty()) {
      base = line >>> SHIFT;
    }
  }

  synchronized long count() {
    return total - floorRank;
  }

  /** How many members are below the line. */
  synchronized long rank(long line) {
    return line <= floor ? 0 : rankOf(line) - floorRank;
  }

  private long rankOf(long line) {
    long slot = (line >>> SHIFT) - base;
    if (slot < 0) {
      return floorRank;
    }
    if (slot >= blocks.size()) {
      return total;
    }
    Block block = blocks.get((int) slot);
    long rank = block.before;
    for (int i = 0; i < word(line); i++) {
      rank += Long.bitCount(block.word(i));
    }
    return rank + Long.bitCount(block.word(word(line)) & ((1L << line) - 1));
  }

  /** The member with that rank, or -1 if there are not so many. */
  synchronized long select(long rank) {
    if (rank < 0 || rank >= total - floorRank) {
      return -1;
    }
    long wanted = rank + floorRank;
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).before <= wanted) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Block block = blocks.get(low);
    long left = wanted - block.before;
    int word = 0;
    while (left >= Long.bitCount(block.word(word))) {
      left -= Long.bitCount(block.word(word));
      word++;
    }
    long rest = block.word(word);
    for (; left > 0; left--) {
      rest &= rest - 1;
    }
    return ((base + low) << SHIFT) + word * 64L + Long.numberOfTrailingZeros(rest);
  }

  private static int word(long line) {
    return (int) (line >>> 6) & (WORDS - 1);
  }
}
