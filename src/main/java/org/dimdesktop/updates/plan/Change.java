package org.dimdesktop.updates.plan;

/**
 * A difference between two settings.
 *
 * @param path where, such as {@code Labels.version}
 * @param before its JSON, or the empty text where it was not set
 * @param after its JSON, or the empty text where it is not set any more
 */
public record Change(String path, String before, String after) {
  @Override
  public String toString() {
    return path
        + ": "
        + (before.isEmpty() ? "-" : before)
        + " -> "
        + (after.isEmpty() ? "-" : after);
  }
}
