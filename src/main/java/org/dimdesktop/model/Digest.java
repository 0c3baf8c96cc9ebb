package org.dimdesktop.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** A content digest in the form {@code algorithm:hex} (OCI image spec, "Digests"). */
public record Digest(String algorithm, String hex) {
  private static final Pattern ALGORITHM =
      Pattern.compile("[a-z0-9]+(?:[+._-][a-z0-9]+)*", Pattern.CASE_INSENSITIVE);
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,}");

  /** Rejects what is not lower-case hex of the length that the algorithm has. */
  public Digest {
    int wanted =
        switch (algorithm) {
          case "sha256" -> 64;
          case "sha512" -> 128;
          default -> hex.length();
        };
    if (!ALGORITHM.matcher(algorithm).matches()
        || !HEX.matcher(hex).matches()
        || hex.length() != wanted) {
      throw new IllegalArgumentException("not a digest: " + algorithm + ":" + hex);
    }
  }

  /**
   * Parses {@code sha256:…}.
   *
   * @throws IllegalArgumentException naming the text, when it is not a digest
   */
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not a digest: " + text);
    }
    return new Digest(text.substring(0, colon), text.substring(colon + 1));
  }

  /** Says whether {@link #parse} would take the text. */
  public static boolean isDigest(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The name that {@code java.security.MessageDigest} has for the algorithm. */
  public String javaAlgorithm() {
    return switch (algorithm) {
      case "sha256" -> "SHA-256";
      case "sha512" -> "SHA-512";
      default -> algorithm.toUpperCase(Locale.ROOT);
    };
  }

  /** The first 12 hex digits, as Docker shows ids. */
  public String shortHex() {
    return hex.substring(0, 12);
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
