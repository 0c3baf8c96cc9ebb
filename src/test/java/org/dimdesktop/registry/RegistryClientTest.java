package org.dimdesktop.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Against real registries: without login, with basic authentication and with tokens. */
class RegistryClientTest {
  private static final Platform AMD64 = Platform.parse("linux/amd64");
  private static final byte[] LAYER = "a layer".getBytes(StandardCharsets.UTF_8);

  private final TestBed.Registries registries = TestBed.require().registries();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final String repository =
      "dimtest-" + UUID.randomUUID().toString().substring(0, 8) + "/app";

  @AfterEach
  void stop() {
    io.close();
  }

  private RegistryClient client(Map<String, Credential> logins) {
    return new RegistryClient(host -> Optional.ofNullable(logins.get(host)), host -> false, io);
  }

  private RegistryClient loggedIn() {
    Credential login = new Credential.Basic(registries.user(), registries.password());
    return client(Map.of(registries.basic(), login, registries.token(), login));
  }

  private static Failure failure(Executable call) {
    FailureException thrown = catchThrowableOfType(FailureException.class, call::execute);
    assertThat(thrown).as("it fails").isNotNull();
    return thrown.failure();
  }

  @Test
  void tagsAreListedAndTheCatalogNamesTheRepository() {
    List<String> names = Stream.iterate(1, i -> i + 1).limit(30).map(i -> "v" + i).toList();
    try (RawImages raw = new RawImages(registries.open(), repository, "", "");
        RegistryClient client = client(Map.of())) {
      byte[] manifest = manifestOf(raw);
      names.forEach(tag -> raw.manifest(tag, MediaTypes.OCI_MANIFEST, manifest));
      List<List<String>> pages = new ArrayList<>();
      client.tags(ImageReference.parse(registries.open() + "/" + repository), pages::add);
      assertThat(pages.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(names);
      List<String> repositories = new ArrayList<>();
      client.catalog(registries.open(), repositories::addAll);
      assertThat(repositories).contains(repository);
    }
  }

  private static byte[] manifestOf(RawImages raw) {
    byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
    Digest digest = raw.blob(config);
    return """
    {"schemaVersion":2,"layers":[],
     "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2}}
    """
        .formatted(digest)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anIndexIsReadWithItsPlatformsAndWithoutItsAttestation() {
    try (RawImages raw =
            new RawImages(
                registries.basic(), repository, registries.user(), registries.password());
        RegistryClient client = loggedIn()) {
      var amd = raw.image("linux/amd64", "2024-05-06T07:08:09.5Z", "", LAYER);
      var arm = raw.image("linux/arm64", "2024-05-06T09:08:09+02:00", "", new byte[2000]);
      var attestation = raw.image("unknown/unknown", "", "", new byte[1]);
      Digest index = raw.index("multi", List.of(amd, arm, attestation));
      ImageReference tag = ImageReference.parse(registries.basic() + "/" + repository + ":multi");

      assertThat(client.head(tag).digest()).isEqualTo(index);
      Manifest manifest = client.manifest(tag);
      assertThat(RawImages.sha256(manifest.raw())).isEqualTo(index);
      assertThat(manifest.platforms()).containsExactly(AMD64, Platform.parse("linux/arm64"));
      assertThat(manifest.children()).hasSize(3);
      TagInfo info = client.inspect(tag, AMD64);
      assertThat(info.digest()).isEqualTo(index);
      assertThat(info.platforms()).hasSize(2);
      assertThat(info.created()).isEqualTo(Instant.parse("2024-05-06T07:08:09.5Z"));
      TagInfo other = client.inspect(tag, Platform.parse("linux/arm64"));
      assertThat(other.created()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
      assertThat(other.size()).isGreaterThan(2000).isLessThan(2500);
    }
  }

  @Test
  void anImageThatDockerPushedIsReadThroughTokens() throws IOException {
    try (TestImages images = new TestImages(TestBed.require().engine());
        RegistryClient client = loggedIn()) {
      String name =
          images.publish(
              registries.token(),
              "app",
              "1",
              Recipe.bytes(2, 10_000),
              registries.user(),
              registries.password());
      ImageReference tag = ImageReference.parse(name);
      client.ping(registries.token());
      TagInfo info = client.inspect(tag, Platform.local());
      assertThat(info.platforms()).containsExactly(Platform.local());
      assertThat(info.size()).isGreaterThan(20_000);
      assertThat(info.created()).isBetween(Instant.now().minusSeconds(600), Instant.now());
      for (Descriptor layer : client.manifest(tag).layers()) {
        try (InputStream blob = client.blob(tag, layer)) {
          assertThat(blob.readAllBytes()).hasSize((int) layer.size());
        }
      }
      List<String> tags = new ArrayList<>();
      client.tags(tag, tags::addAll);
      assertThat(tags).containsExactly("1");
    }
  }

  @Test
  void aWrongOrMissingLoginIsSaidWithTheHostAndWithoutTheSecret() {
    Credential wrong = new Credential.Basic("tester", "not-this-one");
    for (String host : List.of(registries.basic(), registries.token())) {
      ImageReference tag = ImageReference.parse(host + "/private/app:1");
      try (RegistryClient client = client(Map.of(host, wrong));
          RegistryClient anonymous = client(Map.of())) {
        assertThat(failure(() -> client.head(tag)))
            .isInstanceOfSatisfying(
                Failure.Unauthorized.class,
                f -> {
                  assertThat(f.host()).isEqualTo(host);
                  assertThat(f.cause()).contains("tester");
                  assertThat(f.toString()).doesNotContain("not-this-one");
                });
        assertThat(failure(() -> anonymous.head(tag))).isInstanceOf(Failure.Unauthorized.class);
        assertThat(failure(() -> client.ping(host))).isInstanceOf(Failure.Unauthorized.class);
      }
    }
  }

  @Test
  void whatIsNotThereIsSaidInTheRegistrysWords() {
    try (RegistryClient client = client(Map.of())) {
      ImageReference tag = ImageReference.parse(registries.open() + "/" + repository + ":gone");
      assertThat(failure(() -> client.head(tag)))
          .isInstanceOfSatisfying(
              Failure.NotFound.class, f -> assertThat(f.cause()).contains("MANIFEST_UNKNOWN"));
      assertThat(failure(() -> client.tags(tag, page -> {})))
          .isInstanceOfSatisfying(
              Failure.NotFound.class, f -> assertThat(f.cause()).contains("NAME_UNKNOWN"));
    }
  }

  @Test
  void oneTokenServesManyRequestsAndIsRenewedWhenTheRegistryRefusesIt() {
    try (RegistryProcess registry = RegistryProcess.token("me:secret:push");
        TestImages images = new TestImages(TestBed.require().engine());
        RegistryClient client =
            client(Map.of(registry.address(), new Credential.Basic("me", "secret")))) {
      // Promised for 300 s, honoured for 2: the 401 in the middle must not be the end.
      String reference = registry.address() + "/lying-2/app";
      images.make(reference, "1", Recipe.bytes(1, 100));
      images.push(reference + ":1", "me", "secret");
      ImageReference tag = ImageReference.parse(reference + ":1");
      client.head(tag);
      int issued = registry.tokens().issued();
      for (int i = 0; i < 5; i++) {
        client.head(tag);
      }
      assertThat(registry.tokens().issued()).isEqualTo(issued);
      org.awaitility.Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(20))
          .pollInterval(java.time.Duration.ofMillis(300))
          .until(() -> {
            client.head(tag);
            return registry.tokens().issued() > issued;
          });
    }
  }

  @Test
  void aBlobThatWasDamagedInTheRegistryIsNotBelieved() throws IOException {
    try (RegistryProcess registry = RegistryProcess.open();
        RawImages raw = new RawImages(registry.address(), "app", "", "");
        RegistryClient client = client(Map.of())) {
      raw.image("linux/amd64", "2024-01-01T00:00:00Z", "1", LAYER);
      String hex = RawImages.sha256(LAYER).hex();
      try (Stream<Path> files = Files.walk(registry.data())) {
        Path data = files.filter(f -> f.endsWith(hex + "/data")).findFirst().orElseThrow();
        Files.write(data, "A LAYER".getBytes(StandardCharsets.UTF_8));
      }
      ImageReference tag = ImageReference.parse(registry.address() + "/app:1");
      Descriptor layer = client.manifest(tag).layers().getFirst();
      assertThat(
              failure(() -> {
                try (InputStream in = client.blob(tag, layer)) {
                  in.readAllBytes();
                }
              }))
          .isInstanceOfSatisfying(
              Failure.Broken.class, f -> assertThat(f.cause()).contains("not what was asked for"));
    }
  }

  @Test
  void aStoppedRegistryIsUnreachableAndThenReachableAgain() {
    try (RegistryProcess registry = RegistryProcess.open();
        RegistryClient client = client(Map.of())) {
      client.ping(registry.address());
      registry.kill();
      assertThat(failure(() -> client.ping(registry.address())))
          .isInstanceOfSatisfying(
              Failure.Unreachable.class,
              f -> assertThat(f.cause()).contains("nothing answers at " + registry.address()));
      registry.start();
      client.ping(registry.address());
    }
  }
}
