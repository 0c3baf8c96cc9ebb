package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.dimdesktop.engine.context.TlsMaterial;
import org.dimdesktop.tls.Pem;
import org.dimdesktop.tls.Trust;
import org.jspecify.annotations.Nullable;

/** TLS as the PEM files of an endpoint ask for it. */
record TlsFiles(SSLContext context, X509TrustManager trust) {
  static TlsFiles load(TlsMaterial tls) throws IOException, GeneralSecurityException {
    X509TrustManager trust = tls.skipVerify() ? new TrustingManager() : trust(tls.ca());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(tls.cert(), tls.key()), new TrustManager[] {trust}, null);
    return new TlsFiles(context, trust);
  }

  private static X509TrustManager trust(@Nullable Path ca)
      throws IOException, GeneralSecurityException {
    return ca == null ? Trust.ofJava() : Trust.in(Pem.certificates(ca));
  }

  private static KeyManager @Nullable [] keys(@Nullable Path cert, @Nullable Path key)
      throws IOException, GeneralSecurityException {
    if (cert == null || key == null) {
      return null;
    }
    return Pem.keyManagers(cert, key);
  }
}
