package org.dimdesktop.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. */
public final class Trust {
  private Trust() {}

  /** The authorities that came with Java, or that {@code javax.net.ssl.trustStore} names. */
  public static X509TrustManager ofJava() throws GeneralSecurityException {
    return manager(null);
  }

  /** These authorities alone. */
  public static X509TrustManager in(Collection<? extends Certificate> authorities)
      throws IOException, GeneralSecurityException {
    KeyStore store = Pem.emptyStore();
    for (Certificate certificate : authorities) {
      store.setCertificateEntry("ca" + store.size(), certificate);
    }
    return manager(store);
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("the platform has no X.509 trust manager");
  }
}
