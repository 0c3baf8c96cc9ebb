package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.registry.MemoryRegistry;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.DimProcess.Result;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code dim copy}, {@code inspect}, {@code list-tags}, {@code delete} and logins as processes. */
class RegistryCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CREATED = "2024-01-01T00:00:00Z";

  private final TestBed.Registries registries = TestBed.require().registries();
  private final String run = "dimtest-" + UUID.randomUUID().toString().substring(0, 8) + "/app";
  private final String creds = registries.user() + ":" + registries.password();
  private final Path dir = TestFolder.create();
  private final DimProcess dim = new DimProcess().with("DOCKER_CONFIG", dir);

  @AfterEach
  void stop() {
    dim.close();
    TestFolder.delete(dir);
  }

  private RawImages raw() {
    return new RawImages(registries.open(), run, "", "");
  }

  private String open(String tag) {
    return registries.open() + "/" + run + ":" + tag;
  }

  private static JsonNode json(Result result) throws IOException {
    assertThat(result.exit()).as(result.err()).isZero();
    return JSON.readTree(result.out());
  }

  private static void fails(Result result, String words) {
    assertThat(result.exit()).as(result.out()).isEqualTo(1);
    assertThat(result.err()).startsWith("error: ").contains(words).doesNotContain("\tat ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void copiesWithCredentialsAndSaysWhatItDid() throws IOException {
    String digest;
    try (RawImages raw = raw()) {
      var amd = raw.image("linux/amd64", CREATED, "", new byte[3000]);
      var arm = raw.image("linux/arm64", CREATED, "", new byte[4000]);
      digest = raw.index("multi", List.of(amd, arm)).toString();
    }
    String basic = registries.basic() + "/" + run;
    Result dry =
        dim.run("copy", "--dry-run", "--all", "--dest-creds", creds, open("multi"), basic + ":all");
    assertThat(json(dry).path("ToMove").path("Blobs").asInt()).isEqualTo(4);
    assertThat(dry.err()).as("no terminal, no progress").isEmpty();
    fails(dim.run("inspect", "--creds", creds, basic + ":all"), "all");
    JsonNode whole =
        json(dim.run("copy", "-a", "--dest-creds", creds, open("multi"), basic + ":all"));
    assertThat(whole.path("Digest").asText()).isEqualTo(digest);
    assertThat(whole.path("Moved")).isEqualTo(json(dry).path("ToMove"));
    Path file = dir.resolve("login");
    Files.writeString(file, creds + "\n");
    Result picked =
        dim.run(
            "copy",
            "--platform",
            "linux/arm64",
            "--src-creds-file",
            file.toString(),
            "docker://" + basic + ":all",
            "docker://" + open("arm"));
    assertThat(json(picked).path("PickedFrom").asText()).isEqualTo(digest);
    assertThat(picked.err()).contains("--all").contains(digest);
    JsonNode seen = json(dim.run("inspect", open("arm")));
    assertThat(seen.path("Architecture").asText()).isEqualTo("arm64");
    assertThat(seen.path("Digest")).isEqualTo(json(picked).path("Digest"));
    assertThat(seen.path("RepoTags")).hasSize(2);
    assertThat(seen.path("LayersData").path(0).path("Size").asInt()).isEqualTo(4000);
    JsonNode other = json(dim.run("inspect", "-n", "--platform", "linux/amd64", open("multi")));
    assertThat(other.path("Architecture").asText()).isEqualTo("amd64");
    assertThat(other.path("Digest").asText()).isEqualTo(digest);
    assertThat(other.path("RepoTags")).isEmpty();
    Result raw = dim.run("inspect", "--raw", open("multi"));
    assertThat(RawImages.sha256(raw.out().getBytes(StandardCharsets.UTF_8))).hasToString(digest);
    assertThat(json(dim.run("inspect", "--config", open("arm"))).path("os").asText())
        .isEqualTo("linux");
  }

  @Test
  void manyTagsGoInOneCallAndOnlyWhatIsMissing() throws IOException {
    try (RawImages raw = raw()) {
      raw.image("linux/amd64", CREATED, "a", new byte[100]);
      raw.image("linux/amd64", CREATED, "b", new byte[200]);
    }
    String from = registries.open() + "/" + run;
    String to = "oci:" + dir.resolve("mirror");
    assertThat(json(dim.run("copy", "--tag", "a", from, to)).path("Tags")).hasSize(1);
    JsonNode all = json(dim.run("copy", "--all-tags", from, to)).path("Tags");
    assertThat(all).hasSize(2);
    for (JsonNode tag : all) {
      assertThat(tag.path("UpToDate").asBoolean()).isEqualTo(tag.path("Tag").asText().equals("a"));
    }
    fails(dim.run("copy", "--all-tags", from + ":a", to), "without a tag");
    fails(dim.run("copy", "--all-tags", from, to + ":x"), "without a tag");
  }

  @Test
  void wrongUseAndFailuresAreOneLine() {
    fails(dim.run("copy", open("none"), "oci:" + dir.resolve("l") + ":a"), "MANIFEST_UNKNOWN");
    fails(dim.run("copy", "127.0.0.1:9/x:1", "oci:x"), "nothing answers");
    fails(dim.run("copy", "oci:a", "oci:b", "--all", "--platform", "linux/amd64"), "not both");
    fails(dim.run("copy", "oci:a", "oci:b", "--platform", "arm"), "not a platform");
    fails(dim.run("copy", open("a"), "/tmp/a"), "docker-archive:/tmp/a");
    fails(dim.run("list-tagz", "x"), "no command list-tagz; is list-tags");
    Result secret = dim.run("list-tags", open("a"), "--creds", "justasecret");
    fails(secret, "--creds must be USER:PASSWORD");
    assertThat(secret.err()).doesNotContain("justasecret");
    fails(
        dim.run("list-tags", registries.basic() + "/x", "--creds", "u:wrongsecret"), "login of u");
    assertThat(Files.exists(dir.resolve("l"))).isFalse();
  }

  @Test
  void loginsAreTriedThenKeptAndForgotten() throws IOException {
    String host = registries.basic();
    Result wrong =
        dim.runWith(
            "no\n", "login", "--registry", host, "-u", registries.user(), "--password-stdin");
    fails(wrong, registries.user());
    fails(dim.run("list-tags", host + "/" + run), "none is kept");
    Result right =
        dim.runWith(
            registries.password() + "\n",
            "login",
            "--registry",
            host,
            "--user",
            registries.user(),
            "--password-stdin");
    assertThat(right.exit()).as(right.err()).isZero();
    assertThat(right.err()).contains("not encrypted").doesNotContain(registries.password());
    assertThat(Files.readString(dir.resolve("config.json"))).contains(host);
    fails(dim.run("list-tags", host + "/" + run), "NAME_UNKNOWN");
    assertThat(dim.run("logout", "--registry", "http://" + host + "/v2/").out())
        .contains("Logged out at " + host);
    fails(dim.run("list-tags", host + "/" + run), "none is kept");
    assertThat(dim.run("logout", "--registry", host).out()).contains("No login was kept");
    fails(dim.run("login", "--registry", host, "--password-stdin"), "--user");
    fails(dim.run("login", "--registry", "quay", "-u", "me"), "not the host of a registry: quay");
  }

  @Test
  void aDeleteTakesNoOtherTagAlongUnlessItMay() throws IOException {
    try (RegistryProcess registry = RegistryProcess.open();
        RawImages raw = new RawImages(registry.address(), "app", "", "")) {
      raw.image("linux/amd64", CREATED, "one", new byte[10]);
      raw.image("linux/amd64", CREATED, "two", new byte[10]);
      raw.image("linux/amd64", CREATED, "other", new byte[20]);
      String app = registry.address() + "/app";
      Result refused = dim.run("delete", app + ":one");
      if (refused.exit() != 0) { // this registry deletes by digest only
        fails(refused, "two");
        assertThat(json(dim.run("list-tags", app)).path("Tags")).hasSize(3);
        assertThat(dim.run("delete", "--all-tags", app + ":one").exit()).isZero();
        assertThat(json(dim.run("list-tags", app)).path("Tags").toString())
            .isEqualTo("[\"other\"]");
      }
      assertThat(dim.run("delete", app + ":other").exit()).isZero();
      fails(dim.run("inspect", app + ":other"), "MANIFEST_UNKNOWN");
      fails(dim.run("delete", app + ":other"), "MANIFEST_UNKNOWN");
      fails(dim.run("delete", app), "which tag");
    }
  }

  @Test
  void anEndFromOutsideLeavesNoOpenUpload() throws Exception {
    try (RawImages raw = raw();
        MemoryRegistry to = new MemoryRegistry()) {
      raw.image("linux/amd64", CREATED, "1", new byte[100_000]);
      CountDownLatch uploading = new CountDownLatch(1);
      CountDownLatch never = new CountDownLatch(1);
      to.trouble(exchange -> {
        if (exchange.getRequestMethod().equals("PUT")) {
          uploading.countDown();
          try {
            var _ = never.await(60, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IOException("too late");
        }
        return false;
      });
      DimProcess.Running copy = dim.start("copy", open("1"), to.address() + "/app:1");
      assertThat(uploading.await(60, TimeUnit.SECONDS)).isTrue();
      copy.stop();
      never.countDown();
      assertThat(to.openUploads()).isZero();
      assertThat(to.manifest("app", "1")).isNull();
    }
  }
}
