package org.dimdesktop.registry.network;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.tls.FallbackTrust;
import org.dimdesktop.tls.Pem;
import org.jspecify.annotations.Nullable;

/**
 * How each host is trusted and who we are there, by the files that are kept for it; they may change
 * at any time. Thread-safe.
 */
public final class RegistryTls {
  private final CertificateFolders folders;
  private final Map<String, String> environment;
  private final Map<String, Made> made = new ConcurrentHashMap<>();

  private record Made(CertificateFiles files, OkHttpClient client) {}

  RegistryTls(CertificateFolders folders, Map<String, String> environment) {
    this.folders = folders;
    this.environment = Map.copyOf(environment);
  }

  /** The files of this user and this machine. */
  public static RegistryTls ofUser(Map<String, String> environment, Path home) {
    return new RegistryTls(CertificateFolders.ofUser(environment, home), environment);
  }

  /** A client that trusts Java's authorities and the system's. */
  public OkHttpClient.Builder usual(OkHttpClient.Builder builder) {
    try {
      return with(builder, List.of(), null);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("Java's own authorities cannot be read", e);
    }
  }

  /**
   * The client for an address.
   *
   * @param usual the client where nothing special is kept
   * @param registry the registry that a request is made for, {@code host:port}; where a host of
   *     another name (a token server, a store of blobs) has no files, that one's authorities count
   *     for it too, but we do not say there who we are
   * @throws FailureException Invalid when the files are of no use
   */
  public OkHttpClient client(OkHttpClient usual, HttpUrl url, String registry) {
    if (!url.isHttps()) {
      return usual;
    }
    Optional<CertificateFiles> own = folders.find(names(url));
    Optional<CertificateFiles> files =
        own.isPresent() || registry.isEmpty() ? own : folders.find(List.of(registry));
    if (files.isEmpty()) {
      return usual;
    }
    String key = files.get().folder() + (own.isPresent() ? " own" : "");
    Made known = made.get(key);
    if (known == null || !known.files().equals(files.get())) {
      known = new Made(files.get(), make(usual, files.get(), own.isPresent()));
      made.put(key, known);
    }
    return known.client();
  }

  /** As references and docker's folders name a host: with a port only where it is not 443. */
  private static List<String> names(HttpUrl url) {
    String host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
    if (url.port() != 443) {
      return List.of(host + ":" + url.port());
    }
    return host.equals("registry-1.docker.io")
        ? List.of(host, "docker.io")
        : List.of(host, host + ":443");
  }

  private OkHttpClient make(OkHttpClient usual, CertificateFiles files, boolean identified) {
    try {
      if (!files.alone().isEmpty()) {
        throw new GeneralSecurityException(
            files.alone().getFirst().getFileName()
                + " stands alone: a certificate needs a key of the same name, and a key its"
                + " certificate (authorities are named *.crt)");
      }
      KeyManager[] keys =
          identified && !files.identities().isEmpty() ? Pem.keyManagers(files.identities()) : null;
      return with(usual.newBuilder(), files.trusted(), keys).build();
    } catch (IOException | GeneralSecurityException e) {
      throw new FailureException(
          new Failure.Invalid(
              "use the certificates in", files.folder().toString(), reason(e), null),
          e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof IOException
        ? e.getClass().getSimpleName() + ": " + e.getMessage()
        : String.valueOf(e.getMessage());
  }

  private OkHttpClient.Builder with(
      OkHttpClient.Builder builder, List<Certificate> authorities, KeyManager @Nullable [] keys)
      throws IOException, GeneralSecurityException {
    FallbackTrust trust = new FallbackTrust(authorities, environment);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, new TrustManager[] {trust}, null);
    return builder.sslSocketFactory(context.getSocketFactory(), trust);
  }
}
