package org.dimdesktop.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.credentials.Credential.Basic;
import org.dimdesktop.credentials.Credential.IdentityToken;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against real files and real helper programs (shell scripts that speak the protocol). */
class CredentialStoreTest {
  private static final String HUB = "https://index.docker.io/v1/";

  @TempDir Path home;
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> env = new HashMap<>();

  @BeforeEach
  void path() {
    env.put("PATH", home + ":" + System.getenv("PATH"));
    env.put("DOCKER_CONFIG", home.resolve("docker").toString());
  }

  @AfterEach
  void stop() {
    io.close();
  }

  private CredentialStore store() {
    return new CredentialStore(env, home, io, Duration.ofSeconds(2));
  }

  private Path config() {
    return home.resolve("docker/config.json");
  }

  private void config(String json) throws IOException {
    Files.createDirectories(config().getParent());
    Files.writeString(config(), json);
  }

  private static String auth(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void helper(String name, String script) throws IOException {
    Path file = home.resolve("docker-credential-" + name);
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** Keeps each key's JSON in a folder, as a keychain would. */
  private void keychain(String name) throws IOException {
    Path box = Files.createDirectories(home.resolve("box-" + name));
    helper(
        name,
        """
        box=%s
        case $1 in
          get) f=$box/$(cat | tr '/:' '__'); if [ -f "$f" ]; then cat "$f";
               else echo 'credentials not found in native keychain'; exit 1; fi;;
          store) in=$(cat); key=$(echo "$in" | sed 's/.*"ServerURL":"\\([^"]*\\)".*/\\1/');
                 echo "$in" > "$box/$(echo "$key" | tr '/:' '__' | tr -d '\\n')";;
          erase) rm -f "$box/$(cat | tr '/:' '__')";;
          list) echo '{"%s":"someone"}';;
        esac
        """
            .formatted(box, HUB));
  }

  @Test
  void noConfigIsAnonymous() {
    assertThat(store().find("docker.io")).isEmpty();
    assertThat(store().hosts()).isEmpty();
  }

  @Test
  void plainEntriesUnderNewAndOldKeys() throws IOException {
    config(
        """
        {"auths": {
          "%s": {"auth": "%s"},
          "https://old.example.com/v1/": {"auth": "%s"},
          "127.0.0.1:5000": {"username": "u", "password": "p"},
          "quay.io/team": {"auth": "%s"},
          "empty.example.com": {}}}
        """
            .formatted(HUB, auth("me:pa:ss"), auth("o:n\0\0"), auth("x:y")));
    assertThat(store().find("docker.io")).contains(new Basic("me", "pa:ss"));
    assertThat(store().find("old.example.com")).contains(new Basic("o", "n"));
    assertThat(store().find("127.0.0.1:5000")).contains(new Basic("u", "p"));
    assertThat(store().find("127.0.0.1:5001")).isEmpty();
    assertThat(store().find("quay.io")).as("a login for a part is not one for all").isEmpty();
    assertThat(store().find("empty.example.com")).isEmpty();
    assertThat(store().hosts())
        .containsExactly(
            "127.0.0.1:5000", "docker.io", "empty.example.com", "old.example.com", "quay.io");
  }

  @Test
  void identityTokensAndTheEnvironmentComeFirst() throws IOException {
    config(
        "{\"auths\":{\"r.io\":{\"auth\":\"%s\",\"identitytoken\":\"tok\"}}}".formatted(auth("a:")));
    assertThat(store().find("r.io")).contains(new IdentityToken("a", "tok"));
    env.put(
        "DOCKER_AUTH_CONFIG", "{\"auths\":{\"r.io\":{\"auth\":\"%s\"}}}".formatted(auth("e:v")));
    assertThat(store().find("r.io")).contains(new Basic("e", "v"));
  }

  @Test
  void helpersAreAskedAndTheirNoIsFinal() throws IOException {
    keychain("box");
    config(
        """
        {"credsStore":"box","credHelpers":{"own.io":"own"},"auths":{"r.io":{"auth":"%s"}}}
        """
            .formatted(auth("stale:old")));
    helper("own", "cat >/dev/null; echo '{\"Username\":\"<token>\",\"Secret\":\"idt\"}'\n");
    assertThat(store().find("r.io")).as("revoked in the helper").isEmpty();
    assertThat(store().find("own.io")).contains(new IdentityToken("", "idt"));
    assertThat(store().hosts()).containsExactly("docker.io", "own.io", "r.io");
  }

  @Test
  void aBrokenHelperIsSaidUnlessTheFileHasAnEntry() throws IOException {
    config(
        "{\"credsStore\":\"gone\",\"auths\":{\"r.io\":{\"auth\":\"%s\"}}}".formatted(auth("a:b")));
    assertThat(store().find("r.io")).contains(new Basic("a", "b"));
    assertThatThrownBy(() -> store().find("other.io"))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("docker-credential-gone");
  }

  @Test
  void aHelperThatHangsIsGivenUp() throws IOException {
    helper("slow", "sleep 60\n");
    config("{\"credsStore\":\"slow\"}");
    long start = System.nanoTime();
    assertThatThrownBy(() -> store().find("r.io")).hasMessageContaining("no answer within 2 s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void savedLoginsKeepEveryOtherKeyAndOnlyTheOwnerReadsThem() throws IOException {
    config(
        "{\"currentContext\":\"far\",\"plugins\":{\"x\":{\"y\":\"1\"}},\"auths\":{\"a.io\":{}}}");
    assertThat(store().save("docker.io", new Basic("me", "se:cret")))
        .isEqualTo(CredentialStore.Kept.IN_PLAIN_FILE);
    assertThat(Files.readString(config()))
        .contains("\"currentContext\" : \"far\"", "\"plugins\"", "\"a.io\"", HUB)
        .doesNotContain("se:cret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config())))
        .isEqualTo("rw-------");
    assertThat(store().find("docker.io")).contains(new Basic("me", "se:cret"));
    store().erase("docker.io");
    assertThat(store().find("docker.io")).isEmpty();
    assertThat(Files.readString(config())).contains("plugins").doesNotContain(HUB);
    try (var files = Files.list(config().getParent())) {
      assertThat(files).as("nothing is left over").containsExactly(config());
    }
  }

  @Test
  void savedLoginsGoToTheHelperWhereThereIsOne() throws IOException {
    keychain("box");
    config("{\"credsStore\":\"box\"}");
    assertThat(store().save("127.0.0.1:5000", new Basic("me", "pw")))
        .isEqualTo(CredentialStore.Kept.IN_HELPER);
    assertThat(Files.readString(config())).contains("127.0.0.1:5000").doesNotContain("auth\" ");
    assertThat(store().find("127.0.0.1:5000")).contains(new Basic("me", "pw"));
    store().erase("127.0.0.1:5000");
    assertThat(store().find("127.0.0.1:5000")).isEmpty();
  }

  @Test
  void podmansFileComesLast() throws IOException {
    Path auth = home.resolve(".config/containers/auth.json");
    Files.createDirectories(auth.getParent());
    Files.writeString(auth, "{\"auths\":{\"quay.io\":{\"auth\":\"%s\"}}}".formatted(auth("p:m")));
    assertThat(store().find("quay.io")).contains(new Basic("p", "m"));
    assertThat(store().hosts()).containsExactly("quay.io");
  }

  @Test
  void secretsAreNeverShown() throws IOException {
    assertThat(new Basic("me", "hush").toString()).doesNotContain("hush");
    assertThat(new IdentityToken("me", "hush").toString()).doesNotContain("hush");
    config("{\"auths\":{\"r.io\":{\"auth\":\"hush\" oops");
    assertThatThrownBy(() -> store().find("r.io"))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("not JSON")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("hush"));
  }
}
