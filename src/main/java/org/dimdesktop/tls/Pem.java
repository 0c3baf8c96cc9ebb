package org.dimdesktop.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Certificates and private keys in PEM files. */
public final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]*)-----END", Pattern.DOTALL);

  /** What stands before a PKCS #1 key to make it PKCS #8: version, rsaEncryption, octet string. */
  private static final byte[] RSA_ALGORITHM =
      Base64.getDecoder().decode("AgEAMA0GCSqGSIb3DQEBAQUA");

  private Pem() {}

  /** A certificate chain, its own certificate first, and the file of its private key. */
  public record Identity(Path cert, Path key) {}

  /**
   * What proves an identity: a certificate chain and its key.
   *
   * @param cert the certificate, followed by those that lead to the issuer
   * @param key the private key, not encrypted
   * @throws GeneralSecurityException when a file holds something else
   */
  public static KeyManager[] keyManagers(Path cert, Path key)
      throws IOException, GeneralSecurityException {
    return keyManagers(List.of(new Identity(cert, key)));
  }

  /** The same for several identities; the other side chooses by the issuers that it names. */
  public static KeyManager[] keyManagers(List<Identity> identities)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    char[] inMemory = new char[0];
    for (Identity identity : identities) {
      Certificate[] chain = certificates(identity.cert()).toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw new GeneralSecurityException(identity.cert() + " holds no certificate");
      }
      String alias = "own" + store.size();
      store.setKeyEntry(alias, privateKey(identity.key()), inMemory, chain);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, inMemory);
    return factory.getKeyManagers();
  }

  static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /** All certificates of a file, in its order; none for an empty file. */
  public static List<Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
    }
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new GeneralSecurityException(
          file + " holds no private key in a form that is known (PEM, not encrypted)");
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.group(2).strip());
    String kind = String.valueOf(pem.group(1));
    if (kind.startsWith("EC")) {
      throw new GeneralSecurityException(
          file + " is in the old EC form; convert it with: openssl pkcs8 -topk8 -nocrypt");
    }
    byte[] pkcs8 = kind.startsWith("RSA") ? wrap(der) : der;
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException e) {
        // A key of another algorithm.
      }
    }
    throw new GeneralSecurityException(file + " holds a key of an algorithm that is not known");
  }

  private static byte[] wrap(byte[] pkcs1) {
    byte[] octets = der(0x04, pkcs1);
    byte[] content = new byte[RSA_ALGORITHM.length + octets.length];
    System.arraycopy(RSA_ALGORITHM, 0, content, 0, RSA_ALGORITHM.length);
    System.arraycopy(octets, 0, content, RSA_ALGORITHM.length, octets.length);
    return der(0x30, content);
  }

  /** Tag, length in the three-byte form that every key of use needs, content (X.690 8.1). */
  private static byte[] der(int tag, byte[] content) {
    byte[] out = new byte[content.length + 4];
    out[0] = (byte) tag;
    out[1] = (byte) 0x82;
    out[2] = (byte) (content.length >> 8);
    out[3] = (byte) content.length;
    System.arraycopy(content, 0, out, 4, content.length);
    return out;
  }
}
