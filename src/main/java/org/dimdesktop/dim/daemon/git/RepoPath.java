package org.dimdesktop.dim.daemon.git;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A path inside a repository, as requests name it. */
public final class RepoPath {
  private RepoPath() {}

  /**
   * The path without {@code .} and {@code ..} parts, empty text for the root; nothing when it is
   * absolute or leaves the repository. A backslash separates as well, as it does on Windows.
   */
  public static Optional<String> normalise(String path) {
    String unified = path.replace('\\', '/');
    if (unified.startsWith("/") || unified.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : unified.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String inside = String.join("/", parts);
    return isDrive(inside) ? Optional.empty() : Optional.of(inside);
  }

  private static boolean isDrive(String path) {
    return path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0));
  }
}
