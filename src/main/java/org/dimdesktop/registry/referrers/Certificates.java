package org.dimdesktop.registry.referrers;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.dimdesktop.registry.referrers.DocumentFact.Name;

/** Says whose certificate a signature came with, as Fulcio writes it; trusts none. */
final class Certificates {
  /** Fulcio's extension for who vouched for the identity, and its older form. */
  private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";

  private static final String OLD_ISSUER = "1.3.6.1.4.1.57264.1.1";

  private Certificates() {}

  /** Reads PEM or DER; what is none says nothing. */
  static void read(byte[] encoded, Facts facts) {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(encoded));
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        names.forEach(name -> facts.add(Name.IDENTITY, String.valueOf(name.get(1))));
      }
      facts.add(Name.IDENTITY, certificate.getSubjectX500Principal().getName());
      byte[] issuer = certificate.getExtensionValue(ISSUER);
      byte[] old = certificate.getExtensionValue(OLD_ISSUER);
      facts.add(Name.ISSUER, issuer != null ? text(issuer, 4) : old != null ? text(old, 2) : "");
      facts.add(Name.ISSUER, certificate.getIssuerX500Principal().getName());
    } catch (CertificateException _) {
      // Not one that Java can read: the document stands as it is.
    }
  }

  /** The text in an extension: short, so that each DER header is two bytes. */
  private static String text(byte[] der, int headers) {
    return der.length <= headers || der[1] < 0
        ? ""
        : new String(der, headers, der.length - headers, StandardCharsets.UTF_8);
  }
}
