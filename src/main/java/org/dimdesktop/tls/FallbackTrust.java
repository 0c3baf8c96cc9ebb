package org.dimdesktop.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Believes Java's authorities, some more, and, when these do not know a certificate, those of the
 * operating system, which are read then only: they are many.
 */
public final class FallbackTrust implements X509TrustManager {
  private final X509TrustManager first;
  private final List<X509TrustManager> more = new ArrayList<>();
  private final Map<String, String> environment;
  private final ReentrantLock reading = new ReentrantLock();
  private @Nullable X509TrustManager system;

  /**
   * Trusts.
   *
   * @param own authorities besides the usual ones; may be empty
   */
  public FallbackTrust(List<? extends Certificate> own, Map<String, String> environment)
      throws IOException, GeneralSecurityException {
    this.environment = Map.copyOf(environment);
    first = Trust.ofJava();
    if (!own.isEmpty()) {
      more.add(Trust.in(own));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    CertificateException unknown;
    try {
      first.checkServerTrusted(chain, authType);
      return;
    } catch (CertificateException e) {
      unknown = e;
    }
    for (X509TrustManager manager : more) {
      try {
        manager.checkServerTrusted(chain, authType);
        return;
      } catch (CertificateException _) {
        // The next may know it; what Java's own say is reported.
      }
    }
    try {
      system().checkServerTrusted(chain, authType);
    } catch (CertificateException _) {
      throw unknown;
    }
  }

  private X509TrustManager system() throws CertificateException {
    reading.lock();
    try {
      X509TrustManager known = system;
      if (known == null) {
        List<Certificate> authorities = SystemAuthorities.read(environment);
        if (authorities.isEmpty()) {
          throw new CertificateException("the system has no authorities of its own");
        }
        known = Trust.in(authorities);
        system = known;
      }
      return known;
    } catch (IOException | GeneralSecurityException e) {
      throw new CertificateException(e);
    } finally {
      reading.unlock();
    }
  }

  /** Nobody is a client of ours. */
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no server is run with this");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return Stream.concat(Stream.of(first), more.stream())
        .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
        .toArray(X509Certificate[]::new);
  }
}
