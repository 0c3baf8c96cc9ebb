package org.dimdesktop.engine.transport;

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
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.dimdesktop.engine.context.TlsMaterial;
import org.jspecify.annotations.Nullable;

/** TLS as the PEM files of an endpoint ask for it. */
record TlsFiles(SSLContext context, X509TrustManager trust) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]*)-----END", Pattern.DOTALL);

  /** What stands before a PKCS #1 key to make it PKCS #8: version, rsaEncryption, octet string. */
  private static final byte[] RSA_ALGORITHM =
      Base64.getDecoder().decode("AgEAMA0GCSqGSIb3DQEBAQUA");

  static TlsFiles load(TlsMaterial tls) throws IOException, GeneralSecurityException {
    X509TrustManager trust = tls.skipVerify() ? new TrustingManager() : trusting(tls.ca());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(tls.cert(), tls.key()), new TrustManager[] {trust}, null);
    return new TlsFiles(context, trust);
  }

  private static X509TrustManager trusting(@Nullable Path ca)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(ca == null ? null : storeOf(certificates(ca)));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("the platform has no X.509 trust manager");
  }

  private static KeyStore storeOf(Collection<? extends Certificate> trusted)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    int n = 0;
    for (Certificate certificate : trusted) {
      store.setCertificateEntry("ca" + n++, certificate);
    }
    return store;
  }

  private static KeyManager @Nullable [] keys(@Nullable Path cert, @Nullable Path key)
      throws IOException, GeneralSecurityException {
    if (cert == null || key == null) {
      return null;
    }
    KeyStore store = emptyStore();
    char[] inMemory = new char[0];
    Certificate[] chain = certificates(cert).toArray(Certificate[]::new);
    store.setKeyEntry("client", privateKey(key), inMemory, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, inMemory);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file)
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
