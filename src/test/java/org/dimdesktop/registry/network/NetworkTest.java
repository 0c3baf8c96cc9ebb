package org.dimdesktop.registry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.support.HttpProxy;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.support.TestAuthority;
import org.dimdesktop.support.TestFolder;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A registry with a private authority, one that wants a certificate, and both behind a proxy. */
class NetworkTest {
  private static final String NAME = "registry.test";

  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final Path home = TestFolder.create();
  private final Path made = TestFolder.create();
  private final TestAuthority authority = new TestAuthority(made);
  private final Path server = authority.issue("server", "DNS:" + NAME + ",IP:127.0.0.1");
  private final Map<String, String> environment = new HashMap<>();

  @AfterEach
  void stop() {
    io.close();
    TestFolder.delete(home);
    TestFolder.delete(made);
  }

  private RegistryProcess registry(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("REGISTRY_HTTP_TLS_CERTIFICATE", server.toString());
    settings.put("REGISTRY_HTTP_TLS_KEY", made.resolve("server.key").toString());
    return RegistryProcess.open(settings);
  }

  private void reach(String registry) {
    try (RegistryClient client =
        new RegistryClient(
            _ -> Optional.empty(), _ -> false, Network.ofUser(environment, home), io)) {
      client.ping(registry);
    }
  }

  private Failure failure(String registry) {
    FailureException thrown = catchThrowableOfType(FailureException.class, () -> reach(registry));
    assertThat(thrown).as("it fails").isNotNull();
    return thrown.failure();
  }

  private Path folder(String root, String host) throws IOException {
    return Files.createDirectories(home.resolve(root).resolve("certs.d").resolve(host));
  }

  @Test
  void anAuthorityOfARegistrysOwnIsTrustedThereAlone() throws IOException {
    try (RegistryProcess registry = registry(Map.of());
        RegistryProcess other = registry(Map.of())) {
      assertThat(failure(registry.address()))
          .isInstanceOf(Failure.Unreachable.class)
          .extracting(Failure::cause)
          .asString()
          .contains("not trusted", "certs.d/" + registry.address() + "/ca.crt");
      for (String root : new String[] {".docker", ".config/containers", ".config/docker"}) {
        Path folder = folder(root, registry.address());
        Files.copy(authority.cert(), folder.resolve("ca.crt"));
        reach(registry.address());
        assertThat(failure(other.address())).isInstanceOf(Failure.Unreachable.class);
        TestFolder.delete(folder);
      }
      environment.put("DOCKER_CONFIG", home.resolve("elsewhere").toString());
      Files.copy(authority.cert(), folder("elsewhere", registry.address()).resolve("company.crt"));
      reach(registry.address());
    }
  }

  @Test
  void theSystemsAuthoritiesAreTrustedToo() {
    try (RegistryProcess registry = registry(Map.of())) {
      environment.put("SSL_CERT_FILE", authority.cert().toString());
      reach(registry.address());
    }
  }

  @Test
  void aCertificateOfOursIsShownToWhomItIsKeptFor() throws IOException {
    Path ours = authority.issue("client", "DNS:me");
    try (RegistryProcess registry =
        registry(Map.of("REGISTRY_HTTP_TLS_CLIENTCAS", "[" + authority.cert() + "]"))) {
      Path folder = folder(".docker", registry.address());
      Files.copy(authority.cert(), folder.resolve("ca.crt"));
      assertThat(failure(registry.address())).as("nobody is refused").isNotNull();
      Files.copy(ours, folder.resolve("client.cert"));
      assertThat(failure(registry.address()))
          .isInstanceOfSatisfying(
              Failure.Invalid.class,
              f -> {
                assertThat(f.subject()).isEqualTo(folder.toString());
                assertThat(f.cause()).contains("client.cert stands alone");
              });
      Files.copy(made.resolve("client.key"), folder.resolve("client.key"));
      reach(registry.address());
      Files.writeString(folder.resolve("ca.crt"), "not a certificate\n");
      assertThat(failure(registry.address()).cause()).contains("ca.crt");
    }
  }

  @Test
  void aRegistryIsReachedThroughTheProxyWithItsLogin() throws IOException {
    try (RegistryProcess secure = registry(Map.of());
        HttpProxy proxy = new HttpProxy(secure.port(), "me:p@ss")) {
      Files.copy(authority.cert(), folder(".docker", NAME).resolve("ca.crt"));
      environment.put("https_proxy", "http://" + proxy.address());
      assertThat(failure(NAME)).isInstanceOf(Failure.Denied.class);
      environment.put("HTTPS_PROXY", "http://me:p%40ss@" + proxy.address());
      reach(NAME);
      assertThat(proxy.asked()).endsWith("200 CONNECT " + NAME + ":443");
      int before = proxy.asked().size();
      environment.put("NO_PROXY", "example.com,.test");
      assertThat(failure(NAME).cause()).contains("cannot be resolved");
      assertThat(proxy.asked()).hasSize(before);
    }
    environment.remove("NO_PROXY");
    assertThat(failure(NAME).cause()).contains("through the proxy 127.0.0.1:");
  }

  @Test
  void plainHttpGoesThroughItsOwnProxy() {
    try (RegistryProcess plain = RegistryProcess.open();
        HttpProxy proxy = new HttpProxy(plain.port(), "me:secret");
        HttpProxy strict = new HttpProxy(plain.port(), "me:other")) {
      environment.put("HTTP_PROXY", "me:secret@" + proxy.address());
      try (RegistryClient client =
          new RegistryClient(
              _ -> Optional.empty(), _ -> true, Network.ofUser(environment, home), io)) {
        client.ping("127.0.0.1:" + plain.port());
        assertThat(proxy.asked()).as("this machine is asked directly").isEmpty();
      }
      try (RegistryClient client =
          new RegistryClient(
              _ -> Optional.empty(), _ -> true, Network.ofUser(environment, home), io)) {
        client.catalog("plain.test:5000", page -> {});
        assertThat(proxy.asked()).endsWith("200 GET http://plain.test:5000/v2/_catalog?n=1000");
      }
      environment.put("HTTP_PROXY", "me:secret@" + strict.address());
      try (RegistryClient client =
          new RegistryClient(
              _ -> Optional.empty(), _ -> true, Network.ofUser(environment, home), io)) {
        FailureException thrown =
            catchThrowableOfType(
                FailureException.class, () -> client.catalog("plain.test:5000", page -> {}));
        assertThat(thrown.failure()).isInstanceOf(Failure.Denied.class);
        assertThat(thrown)
            .hasMessageContaining("proxy wants a login")
            .hasMessageNotContaining("secret");
      }
    }
  }

  @Test
  void aVariableThatNamesNoProxyIsSaidWithoutItsValue() {
    for (String value :
        new String[] {"https://me:secret@p:1", "ftp://secret", "http://me:secret@"}) {
      environment.put("HTTPS_PROXY", value);
      assertThat(failure("registry.example.com"))
          .isInstanceOfSatisfying(
              Failure.Invalid.class,
              f -> {
                assertThat(f.subject()).isEqualTo("HTTPS_PROXY");
                assertThat(f.cause()).doesNotContain("secret");
              });
    }
  }
}
