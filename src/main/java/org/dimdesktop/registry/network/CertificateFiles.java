package org.dimdesktop.registry.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dimdesktop.tls.Pem;

/**
 * What a folder holds for one registry.
 *
 * @param folder the folder
 * @param authorities {@code *.crt}: whom to trust there
 * @param identities {@code *.cert} with {@code *.key}: who we are there
 * @param alone a {@code *.cert} without its key or a key without its certificate
 * @param state tells whether a file changed since it was read
 */
record CertificateFiles(
    Path folder,
    List<Path> authorities,
    List<Pem.Identity> identities,
    List<Path> alone,
    Map<Path, FileTime> state) {
  CertificateFiles {
    authorities = List.copyOf(authorities);
    identities = List.copyOf(identities);
    alone = List.copyOf(alone);
    state = Map.copyOf(state);
  }

  static CertificateFiles of(Path folder, List<Path> files) throws IOException {
    List<Path> authorities = new ArrayList<>();
    List<Pem.Identity> identities = new ArrayList<>();
    List<Path> alone = new ArrayList<>();
    Map<Path, FileTime> state = new TreeMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      state.put(file, Files.getLastModifiedTime(file));
      if (name.endsWith(".crt")) {
        authorities.add(file);
      } else if (name.endsWith(".cert")) {
        Path key = sibling(file, ".cert", ".key");
        if (files.contains(key)) {
          identities.add(new Pem.Identity(file, key));
        } else {
          alone.add(file);
        }
      } else if (name.endsWith(".key") && !files.contains(sibling(file, ".key", ".cert"))) {
        alone.add(file);
      }
    }
    return new CertificateFiles(folder, authorities, identities, alone, state);
  }

  private static Path sibling(Path file, String from, String to) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - from.length()) + to);
  }

  /** All certificates to trust. */
  List<Certificate> trusted() throws IOException, GeneralSecurityException {
    List<Certificate> all = new ArrayList<>();
    for (Path file : authorities) {
      List<Certificate> some;
      try {
        some = Pem.certificates(file);
      } catch (GeneralSecurityException e) {
        throw new GeneralSecurityException(file.getFileName() + " holds no certificate in PEM", e);
      }
      all.addAll(some);
    }
    return all;
  }
}
