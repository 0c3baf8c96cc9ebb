package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.dimdesktop.engine.context.TlsMaterial;
import org.jspecify.annotations.Nullable;

/** TLS as the PEM files of an endpoint ask for it. */
record TlsFiles(SSLContext context, X509TrustManager trust) {
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
    factory.init(ca == null ? null : storeOf(Pem.certificates(ca)));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("the platform has no X.509 trust manager");
  }

  private static KeyStore storeOf(Collection<? extends Certificate> trusted)
      throws IOException, GeneralSecurityException {
    KeyStore store = Pem.emptyStore();
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
    return Pem.keyManagers(cert, key);
  }
}
