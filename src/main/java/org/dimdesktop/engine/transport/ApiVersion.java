package org.dimdesktop.engine.transport;

/** A version of the engine's API, {@code major.minor}. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
  /** The newest that this program knows. */
  static final ApiVersion NEWEST = new ApiVersion(1, 51);

  /** The oldest that has all this program uses (Docker 20.10, podman 4). */
  static final ApiVersion OLDEST = new ApiVersion(1, 40);

  /**
   * Parses {@code 1.44}.
   *
   * @throws IllegalArgumentException naming the text
   */
  static ApiVersion parse(String text) {
    int dot = text.indexOf('.');
    try {
      return new ApiVersion(
          Integer.parseInt(text.substring(0, Math.max(dot, 0))),
          Integer.parseInt(text.substring(dot + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not an API version: " + text, e);
    }
  }

  @Override
  public int compareTo(ApiVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
