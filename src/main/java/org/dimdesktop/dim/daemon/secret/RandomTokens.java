package org.dimdesktop.dim.daemon.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Bearer tokens of 256 random bits, and their hashes. */
public final class RandomTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomTokens() {}

  /** A new access token, {@code dim_…}. */
  public static String access() {
    return "dim_" + random(32);
  }

  /** A new login session's token, {@code dims_…}. */
  public static String session() {
    return "dims_" + random(32);
  }

  /** A password for the first login: 120 random bits. */
  public static String password() {
    return random(15);
  }

  private static String random(int bytes) {
    byte[] raw = new byte[bytes];
    RANDOM.nextBytes(raw);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
  }

  /** The hex SHA-256 of a token, the only form in which it is kept. */
  public static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
