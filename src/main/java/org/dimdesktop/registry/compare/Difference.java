package org.dimdesktop.registry.compare;

/** How the two sides of a comparison relate in one point. */
public enum Difference {
  /** Both have the very same. */
  SAME,
  /** Only the second has it. */
  ADDED,
  /** Only the first has it. */
  REMOVED,
  /** Both have it, with different values. */
  CHANGED,
  /** Both have the same content, packed differently. */
  REPACKED;

  /** How two values relate; null is for what is not there. */
  static Difference of(
      @org.jspecify.annotations.Nullable Object left,
      @org.jspecify.annotations.Nullable Object right) {
    if (left == null) {
      return right == null ? SAME : ADDED;
    }
    return right == null ? REMOVED : left.equals(right) ? SAME : CHANGED;
  }
}
