package org.dimdesktop.dim.daemon.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Password hashes by Argon2id (RFC 9106), encoded with their own salt and cost. */
public final class Passwords {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int ITERATIONS = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Passwords() {}

  /** A new hash of the password. */
  public static String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return "argon2id$"
        + MEMORY_KIB
        + "$"
        + ITERATIONS
        + "$"
        + Base64.getEncoder().encodeToString(salt)
        + "$"
        + Base64.getEncoder().encodeToString(derive(password, salt, MEMORY_KIB, ITERATIONS));
  }

  /** Compares in a time that does not depend on how much is right. */
  public static boolean matches(String password, String encoded) {
    String[] parts = encoded.split("\\$", -1);
    if (parts.length != 5 || !parts[0].equals("argon2id")) {
      throw new IllegalStateException("a stored password hash is not readable");
    }
    byte[] salt = Base64.getDecoder().decode(parts[3]);
    byte[] wanted = Base64.getDecoder().decode(parts[4]);
    return MessageDigest.isEqual(
        wanted, derive(password, salt, Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
  }

  private static byte[] derive(String password, byte[] salt, int memoryKib, int iterations) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withSalt(salt)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(1)
            .build());
    byte[] out = new byte[HASH_BYTES];
    generator.generateBytes(password.getBytes(UTF_8), out);
    return out;
  }
}
