package org.dimdesktop.engine.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.context.TlsMaterial;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks for client certificates, with keys and certificates made by openssl. */
class TlsTest {
  @TempDir static Path dir;

  private static HttpsServer server;

  @BeforeAll
  static void start() throws Exception {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=ca -keyout ca-key.pem -out ca.pem");
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=x -keyout x-key.pem -out other.pem");
    signed("server", "subjectAltName=IP:127.0.0.1");
    signed("client", "extendedKeyUsage=clientAuth");
    openssl("rsa -traditional -in client-key.pem -out client-old.pem");
    openssl(
        "pkcs12 -export -inkey server-key.pem -in server.pem -passout pass:test -out server.p12");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new Configurator(context()));
    server.createContext(
        "/_ping",
        exchange -> {
          exchange.getResponseHeaders().add("Api-Version", "1.43");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("OK".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static void openssl(String words) throws Exception {
    Process process =
        new ProcessBuilder(("openssl " + words).split(" ", -1))
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static void signed(String name, String extension) throws Exception {
    Files.writeString(dir.resolve(name + ".ext"), extension);
    openssl(
        "req -newkey rsa:2048 -nodes -subj /CN=%s -keyout %s-key.pem -out %s.csr"
            .formatted(name, name, name));
    openssl(
        "x509 -req -days 2 -in %s.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -extfile %s.ext -out %s.pem"
            .formatted(name, name, name));
  }

  private static KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(dir.resolve(name))) {
      store.load(in, "test".toCharArray());
    }
    return store;
  }

  private static SSLContext context() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store("server.p12"), "test".toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, null);
    try (InputStream in = Files.newInputStream(dir.resolve("ca.pem"))) {
      authorities.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static final class Configurator extends HttpsConfigurator {
    Configurator(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
      ssl.setNeedClientAuth(true);
      parameters.setSSLParameters(ssl);
    }
  }

  private static String version(String ca, String key, boolean skip) {
    TlsMaterial tls =
        new TlsMaterial(dir.resolve(ca), dir.resolve("client.pem"), dir.resolve(key), skip);
    URI host = URI.create("tcp://127.0.0.1:" + server.getAddress().getPort());
    try (EngineConnection connection =
        new EngineConnection(new EngineEndpoint("tls", "test", host, tls, ""))) {
      return connection.apiVersion();
    }
  }

  @Test
  void aTrustedEngineAnswersToOurCertificate() {
    assertThat(version("ca.pem", "client-key.pem", false)).isEqualTo("1.43");
  }

  @Test
  void keysInTheOldFormWork() {
    assertThat(version("ca.pem", "client-old.pem", false)).isEqualTo("1.43");
  }

  @Test
  void anEngineOfAnotherAuthorityIsRefusedUnlessVerifyingIsOff() {
    try {
      version("other.pem", "client-key.pem", false);
      throw new AssertionError("the certificate was taken");
    } catch (FailureException e) {
      assertThat(e.failure())
          .isInstanceOfSatisfying(Failure.Broken.class, f -> assertThat(f.cause()).contains("TLS"));
    }
    assertThat(version("other.pem", "client-key.pem", true)).isEqualTo("1.43");
  }
}
