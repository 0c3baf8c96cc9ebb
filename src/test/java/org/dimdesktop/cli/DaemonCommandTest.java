package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.dimdesktop.support.DaemonProcess;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.DimProcess.Result;
import org.dimdesktop.support.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code dim daemon} is started: options, environment, TLS, the first password. */
class DaemonCommandTest {
  @TempDir Path folder;

  @Test
  void aServiceFindsTheFirstPasswordInAFileOfItsOwnAndNotInItsOutput() throws IOException {
    Path data = folder.resolve("data");
    try (DimProcess dim = new DimProcess()) {
      dim.with("DOCKER_HOST", TestBed.require().engine().uri())
          .with("DIM_LISTEN", "127.0.0.1:0")
          .with("DIM_DATA", data)
          .with("DIM_DRAIN_TIMEOUT", "2s");
      DimProcess.Running daemon = dim.start("daemon");
      daemon.awaitOut("listens at ");
      Path file = data.resolve("first-password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      String password = Files.readString(file);
      assertThat(daemon.out()).contains(file.toString()).doesNotContain(password.strip());
      assertThat(daemon.err()).doesNotContain(password.strip());
      String address = daemon.out().replaceAll("(?s).*listens at (\\S+).*", "$1");
      try (DimProcess user = new DimProcess().at(URI.create(address))) {
        assertThat(user.runWith(password, "login", "--password-stdin").exit()).isZero();
      }
      assertThat(daemon.stop().exit()).isEqualTo(143);
      Files.delete(file);
      DimProcess.Running again = dim.start("daemon");
      again.awaitOut("listens at ");
      assertThat(again.out()).doesNotContain("First start");
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void anEngineThatIsNotKnownIsAnErrorAndNeverAnother() {
    try (DimProcess dim = new DimProcess()) {
      dim.with("DIM_ENGINE", "default,nowhere").with("DIM_DATA", folder.resolve("data"));
      Result result = dim.run("daemon", "--listen", "127.0.0.1:0");
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err()).contains("nowhere");
    }
  }

  @Test
  void aPortThatIsTakenIsToldInOneLine() {
    try (DaemonProcess daemon = new DaemonProcess();
        DimProcess dim = new DimProcess()) {
      dim.with("DOCKER_HOST", TestBed.require().engine().uri())
          .with("DIM_DATA", folder.resolve("data"));
      Result result = dim.run("daemon", "--listen", daemon.address().getAuthority());
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err()).contains("another program listens there already");
      assertThat(result.err().strip().lines()).hasSize(1);
    }
  }

  @Test
  void aDataFolderThatCannotBeIsToldInOneLine() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (DimProcess dim = new DimProcess()) {
      dim.with("DOCKER_HOST", TestBed.require().engine().uri());
      Result result =
          dim.run("daemon", "--listen", "127.0.0.1:0", "--data", file.resolve("data").toString());
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err())
          .contains("cannot start the dim daemon in " + file.resolve("data"))
          .contains("named by --data");
      assertThat(result.err().strip().lines()).hasSize(1);
    }
  }

  @Test
  void aCertificateThatIsNotThereIsNamedAndNotTheDataFolder() {
    String cert = folder.resolve("no-cert.pem").toString();
    try (DimProcess dim = new DimProcess()) {
      dim.with("DOCKER_HOST", TestBed.require().engine().uri())
          .with("DIM_DATA", folder.resolve("data"));
      Result result =
          dim.run("daemon", "--listen", "127.0.0.1:0", "--tls-cert", cert, "--tls-key", cert);
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err()).contains(cert + " is not there").doesNotContain("--data");
      assertThat(result.err().strip().lines()).hasSize(1);
    }
  }

  @Test
  void withACertificateItSpeaksTlsAndNothingElse() throws Exception {
    Path cert = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=dim-test",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                key.toString(),
                "-out",
                cert.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertThat(openssl.waitFor()).isZero();
    try (DaemonProcess daemon =
            new DaemonProcess("--tls-cert", cert.toString(), "--tls-key", key.toString());
        HttpClient trusting = HttpClient.newBuilder().sslContext(trusting(cert)).build();
        DimProcess stranger = new DimProcess().at(daemon.address())) {
      assertThat(daemon.address()).hasScheme("https");
      HttpRequest.Builder version = HttpRequest.newBuilder(daemon.address().resolve("/version"));
      String own = daemon.address().toString();
      HttpResponse<String> answer =
          trusting.send(version.copy().header("Origin", own).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      HttpRequest foreign = version.copy().header("Origin", own.replace("https", "http")).build();
      assertThat(trusting.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
      URI plain = URI.create("http://" + daemon.address().getAuthority() + "/version");
      assertThatThrownBy(() ->
              trusting.send(
                  HttpRequest.newBuilder(plain).version(HttpClient.Version.HTTP_1_1).build(),
                  BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
      Result untrusted = stranger.runWith("x", "login", "--password-stdin");
      assertThat(untrusted.exit()).as("%s", untrusted).isEqualTo(1);
    }
  }

  private static SSLContext trusting(Path cert) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(cert)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
