package org.dimdesktop.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorities that the operating system trusts: an administrator puts a company's own there,
 * and Java does not look at them.
 */
final class SystemAuthorities {
  private static final Logger LOG = LoggerFactory.getLogger(SystemAuthorities.class);

  /** Where Debian, Fedora, openSUSE and Alpine keep all of them in one file. */
  private static final List<String> BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/ssl/cert.pem");

  private SystemAuthorities() {}

  /** All of them; none where they cannot be read. {@code SSL_CERT_FILE} names another file. */
  static List<Certificate> read(Map<String, String> environment) {
    try {
      String named = environment.getOrDefault("SSL_CERT_FILE", "");
      if (!named.isEmpty()) {
        return Pem.certificates(Path.of(named));
      }
      String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
      if (os.startsWith("windows")) {
        return store("Windows-ROOT");
      }
      if (os.startsWith("mac")) {
        return store("KeychainStore-ROOT");
      }
      Path bundle =
          BUNDLES.stream().map(Path::of).filter(Files::isReadable).findFirst().orElse(null);
      return bundle == null ? List.of() : Pem.certificates(bundle);
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn("the system's certificate authorities cannot be read: {}", e.getMessage());
      return List.of();
    }
  }

  private static List<Certificate> store(String type) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    List<Certificate> all = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      Certificate certificate = store.getCertificate(alias);
      if (certificate != null) {
        all.add(certificate);
      }
    }
    return all;
  }
}
