package org.dimdesktop.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.dimdesktop.model.Digest;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Digests of content. */
final class Hashing {
  private Hashing() {}

  static MessageDigest of(String algorithm, String action, String subject) {
    try {
      return switch (algorithm) {
        case "sha256" -> MessageDigest.getInstance("SHA-256");
        case "sha512" -> MessageDigest.getInstance("SHA-512");
        default ->
            throw new FailureException(
                new Failure.Unsupported(
                    action, subject, "its digest is of an unknown kind: " + algorithm));
      };
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-2", e);
    }
  }

  static Digest finish(String algorithm, MessageDigest hash) {
    return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
  }
}
