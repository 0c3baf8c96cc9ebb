package org.dimdesktop.engine.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.dimdesktop.task.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineContextsTest {

  @TempDir Path home;

  private EngineContexts contexts(String... environment) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < environment.length; i += 2) {
      map.put(environment[i], environment[i + 1]);
    }
    return new EngineContexts(map, home);
  }

  private static EngineEndpoint endpoint(EngineContexts contexts) {
    return Objects.requireNonNull(contexts.current().endpoint());
  }

  private void store(String folder, String name, String host, boolean skip) throws IOException {
    Path meta = home.resolve(".docker/contexts/meta/" + folder);
    Files.createDirectories(meta);
    Files.writeString(
        meta.resolve("meta.json"),
        """
        {"Name":"%s","Metadata":{"Description":"about %s"},
         "Endpoints":{"docker":{"Host":"%s","SkipTLSVerify":%s}}}
        """
            .formatted(name, name, host, skip));
  }

  private static String folder(String name) throws Exception {
    return java.util.HexFormat.of()
        .formatHex(
            java.security.MessageDigest.getInstance("SHA-256")
                .digest(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private void config(String json) throws IOException {
    Files.createDirectories(home.resolve(".docker"));
    Files.writeString(home.resolve(".docker/config.json"), json);
  }

  @Test
  void withoutAnySettingTheStandardSocketIsTakenAndTheSearchIsTold() {
    EngineContexts.Selection found = contexts().current();

    assertThat(Objects.requireNonNull(found.endpoint()).host())
        .isEqualTo(URI.create("unix:///var/run/docker.sock"));
    assertThat(found.attempts())
        .extracting(Attempt::description)
        .containsExactly(
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "currentContext of " + home.resolve(".docker/config.json"),
            "the standard socket");
  }

  @Test
  void dockerHostBeatsEveryContext() throws Exception {
    store(folder("far"), "far", "tcp://10.0.0.1:2375", false);
    config("{\"currentContext\":\"far\"}");

    EngineEndpoint found =
        endpoint(contexts("DOCKER_HOST", "unix:///run/my engine.sock", "DOCKER_CONTEXT", "far"));

    assertThat(found.host().getPath()).isEqualTo("/run/my engine.sock");
    assertThat(found.tls()).isNull();
  }

  @Test
  void anyValueOfTlsVerifyMeansTls() throws Exception {
    Path certs = Files.createDirectories(home.resolve("certs"));
    Files.writeString(certs.resolve("ca.pem"), "x");

    TlsMaterial tls =
        endpoint(
                contexts(
                    "DOCKER_HOST", "tcp://h:2376",
                    "DOCKER_TLS_VERIFY", "0",
                    "DOCKER_CERT_PATH", certs.toString()))
            .tls();

    assertThat(tls).isEqualTo(new TlsMaterial(certs.resolve("ca.pem"), null, null, false));
  }

  @Test
  void tlsVerifyWithoutAuthorityIsAFailureNotPlainHttp() {
    EngineContexts.Selection found =
        contexts("DOCKER_HOST", "tcp://h:2376", "DOCKER_TLS_VERIFY", "1").current();

    assertThat(found.endpoint()).isNull();
    assertThat(found.failure()).isInstanceOf(Failure.Invalid.class);
  }

  @Test
  void currentContextLeadsToItsHostAndTlsFiles() throws Exception {
    store(folder("far"), "far", "tcp://10.0.0.1:2376", false);
    Path tls =
        Files.createDirectories(home.resolve(".docker/contexts/tls/" + folder("far") + "/docker"));
    for (String name : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
      Files.writeString(tls.resolve(name), "x");
    }
    config("{\"currentContext\":\"far\"}");

    EngineEndpoint found = endpoint(contexts());

    assertThat(found.name()).isEqualTo("far");
    assertThat(found.description()).isEqualTo("about far");
    assertThat(found.host()).isEqualTo(URI.create("tcp://10.0.0.1:2376"));
    assertThat(found.tls())
        .isEqualTo(
            new TlsMaterial(
                tls.resolve("ca.pem"), tls.resolve("cert.pem"), tls.resolve("key.pem"), false));
  }

  @Test
  void skipTlsVerifyOfAContextIsKept() throws Exception {
    store(folder("far"), "far", "tcp://10.0.0.1:2376", true);

    TlsMaterial tls = endpoint(contexts("DOCKER_CONTEXT", "far")).tls();

    assertThat(tls).isEqualTo(new TlsMaterial(null, null, null, true));
  }

  @Test
  void anUnknownContextIsAFailureNeverAnotherEngine() {
    EngineContexts.Selection found = contexts("DOCKER_CONTEXT", "gone").current();

    assertThat(found.endpoint()).isNull();
    assertThat(found.failure()).isInstanceOf(Failure.NotFound.class);
    assertThat(found.attempts().getLast().description()).isEqualTo("DOCKER_CONTEXT = gone");
  }

  @Test
  void aBrokenConfigurationIsAFailure() throws Exception {
    config("{not json");

    assertThat(contexts().current().failure()).isInstanceOf(Failure.Invalid.class);
  }

  @Test
  void theListHoldsTheDefaultAndEveryContextThatCanBeRead() throws Exception {
    store(folder("near"), "near", "unix:///run/near.sock", false);
    store(folder("far"), "far", "tcp://10.0.0.1:2375", false);
    Path broken = Files.createDirectories(home.resolve(".docker/contexts/meta/broken"));
    Files.writeString(broken.resolve("meta.json"), "{");

    assertThat(contexts().list())
        .extracting(EngineEndpoint::name)
        .containsExactly("default", "far", "near");
  }

  @Test
  void theFolderCanBeMoved() throws Exception {
    store(folder("far"), "far", "tcp://10.0.0.1:2375", false);

    assertThat(contexts("DOCKER_CONFIG", home.resolve("elsewhere").toString()).list()).hasSize(1);
  }
}
