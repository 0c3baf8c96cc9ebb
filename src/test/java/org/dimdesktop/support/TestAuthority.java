package org.dimdesktop.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A certificate authority of a test's own. */
public final class TestAuthority {
  private final Path dir;
  private final Path cert;
  private final Path key;

  /** Keeps what it makes in a folder. */
  public TestAuthority(Path dir) {
    this.dir = dir;
    cert = dir.resolve("ca.crt");
    key = dir.resolve("ca.key");
    Command.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=dim test authority",
            "-keyout",
            key,
            "-out",
            cert)
        .run();
  }

  /** Its own certificate. */
  public Path cert() {
    return cert;
  }

  /**
   * Makes {@code NAME.cert} and {@code NAME.key}.
   *
   * @param names what the certificate is for: {@code DNS:h.example,IP:127.0.0.1}
   */
  public Path issue(String name, String names) {
    Path request = dir.resolve(name + ".csr");
    Path issued = dir.resolve(name + ".cert");
    Path extensions = dir.resolve(name + ".ext");
    try {
      Files.writeString(extensions, "subjectAltName=" + names + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Command.of(
            "openssl",
            "req",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=" + name,
            "-keyout",
            dir.resolve(name + ".key"),
            "-out",
            request)
        .run();
    Command.of(
            "openssl",
            "x509",
            "-req",
            "-in",
            request,
            "-CA",
            cert,
            "-CAkey",
            key,
            "-CAcreateserial",
            "-days",
            "2",
            "-extfile",
            extensions,
            "-out",
            issued)
        .run();
    return issued;
  }
}
