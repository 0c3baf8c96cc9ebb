package org.dimdesktop.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageArchives;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.support.EngineApi;
import org.dimdesktop.support.Skopeo;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestFolder;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From any transport to any other, with real engines and a real registry. */
class TransportsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestBed bed = TestBed.require();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final RegistryClient client =
      new RegistryClient(host -> Optional.empty(), host -> false, io);
  private final Path dir = TestFolder.create();

  @AfterEach
  void stop() {
    client.close();
    io.close();
    TestFolder.delete(dir);
  }

  private CopyResult copy(EngineImages engine, String from, String to) {
    return copy(engine, from, to, Choice.of(Platform.local()));
  }

  private CopyResult copy(EngineImages engine, String from, String to, Choice choice) {
    Transports transports = new Transports(client, () -> engine, dir.resolve("cache"), io);
    Location source = Location.parse(from);
    Location target = Location.parse(to);
    try (ImageTarget open = transports.target(target);
        ImageSource image = transports.source(source, Transports.packs(target))) {
      return new Copier(io).copy(image, open, choice, from, OperationContext.NONE);
    }
  }

  private static EngineImages images(EngineConnection connection) {
    ImageArchives archives = new ImageArchives(connection);
    return new EngineImages() {
      @Override
      public InputStream save(String image) {
        return archives.save(image);
      }

      @Override
      public void load(String image, Archive archive) {
        archives.load(image, archive::writeTo);
      }
    };
  }

  private String registry(String name) {
    return "docker://" + bed.registries().open() + "/" + name;
  }

  @ParameterizedTest
  @MethodSource("org.dimdesktop.support.TestBed#everyEngine")
  void anImageGoesRoundAllOfThemAndIsTheSame(TestBed.Engine engine) throws IOException {
    try (TestImages made = new TestImages(engine);
        EngineConnection connection =
            new EngineConnection(EngineEndpoint.of(engine.uri().toString()))) {
      EngineImages images = images(connection);
      String name =
          made.make(
              "round", Recipe.shell().withLayers(2, 50_000).withLabels(java.util.Map.of("a", "b")));
      String run = made.repository("x");
      copy(images, "docker-daemon:" + name, registry(run + ":1"));
      copy(images, registry(run + ":1"), "oci:" + dir.resolve("layout") + ":one");
      copy(
          images,
          "oci:" + dir.resolve("layout") + ":one",
          "docker-archive:" + dir.resolve("a.tar") + ":" + run + ":2");
      copy(images, "docker-archive:" + dir.resolve("a.tar"), "docker-daemon:" + run + ":3");
      made.remember(run + ":3");
      JsonNode before = JSON.readTree(new EngineApi(engine.uri()).get("/images/" + name + "/json"));
      JsonNode after = JSON.readTree(new EngineApi(engine.uri()).get("/images/" + run + ":3/json"));
      assertThat(after.path("Config")).isEqualTo(before.path("Config"));
      assertThat(after.path("RootFS")).isEqualTo(before.path("RootFS"));
      assertThat(after.path("Created")).isEqualTo(before.path("Created"));
      Skopeo.Result seen = Skopeo.run("inspect", registry(run + ":1"));
      assertThat(seen.exit()).as(seen.err()).isZero();
      assertThat(seen.out()).contains("\"a\": \"b\"");
    }
    try (Stream<Path> left = Files.list(dir.resolve("cache"))) {
      assertThat(left).as("nothing is left behind").isEmpty();
    }
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("cache", "layout", "a.tar");
    }
  }

  @ParameterizedTest
  @MethodSource("org.dimdesktop.support.TestBed#everyEngine")
  void everyEngineTakesALayerThatIsPackedWithZstd(TestBed.Engine engine) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar)) {
      TarArchiveEntry entry = new TarArchiveEntry("file");
      entry.setSize(5000);
      out.putArchiveEntry(entry);
      out.write(new byte[5000]);
      out.closeArchiveEntry();
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(packed)) {
      tar.writeTo(out);
    }
    try (TestImages made = new TestImages(engine);
        RawImages raw = new RawImages(bed.registries().open(), made.repository("zstd"), "", "");
        EngineConnection connection =
            new EngineConnection(EngineEndpoint.of(engine.uri().toString()))) {
      String diffId = RawImages.sha256(tar.toByteArray()).toString();
      byte[] config =
          """
          {"architecture":"amd64","os":"linux","config":{"Env":["A=zstd"]},
           "rootfs":{"type":"layers","diff_ids":["%s"]}}
          """
              .formatted(diffId)
              .getBytes(StandardCharsets.UTF_8);
      byte[] manifest =
          """
          {"schemaVersion":2,"mediaType":"%s",
           "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
           "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+zstd","digest":"%s","size":%d}]}
          """
              .formatted(
                  MediaTypes.OCI_MANIFEST,
                  raw.blob(config),
                  config.length,
                  raw.blob(packed.toByteArray()),
                  packed.size())
              .getBytes(StandardCharsets.UTF_8);
      raw.manifest("1", MediaTypes.OCI_MANIFEST, manifest);
      String name = made.remember(made.repository("unpacked") + ":1");
      copy(images(connection), registry(made.repository("zstd") + ":1"), "docker-daemon:" + name);
      JsonNode seen = JSON.readTree(new EngineApi(engine.uri()).get("/images/" + name + "/json"));
      assertThat(seen.path("RootFS").path("Layers").path(0).asText()).isEqualTo(diffId);
      assertThat(seen.path("Config").path("Env").path(0).asText()).isEqualTo("A=zstd");
    }
  }

  @Test
  void aLayoutHoldsManyImagesUnderTheirDigestsAndTagsMove() {
    try (TestImages made = new TestImages(bed.engine())) {
      String one = made.publish(bed.registries().open(), "one", "1", Recipe.bytes(1, 1000));
      String two = made.publish(bed.registries().open(), "two", "1", Recipe.bytes(1, 1000));
      String layout = "oci:" + dir.resolve("layout");
      CopyResult first = copy(none(), one, layout + ":a", Choice.ALL);
      CopyResult second = copy(none(), two, layout + ":b", Choice.ALL);
      assertThat(digest(layout + ":a")).isEqualTo(first.digest());
      assertThat(digest(layout + ":b")).isEqualTo(second.digest());
      copy(none(), two, layout + ":a", Choice.ALL);
      assertThat(digest(layout + ":a")).isEqualTo(second.digest());
      assertThat(catchThrowableOfType(FailureException.class, () -> digest(layout)).failure())
          .isInstanceOf(Failure.Invalid.class);
      assertThat(
              catchThrowableOfType(FailureException.class, () -> digest(layout + ":c")).failure())
          .isInstanceOf(Failure.NotFound.class);
    }
  }

  private org.dimdesktop.model.Digest digest(String location) {
    Transports transports = new Transports(client, this::none, dir.resolve("cache"), io);
    try (ImageSource source = transports.source(Location.parse(location), true)) {
      Manifest top = source.top();
      return top.descriptor().digest();
    }
  }

  private EngineImages none() {
    return new EngineImages() {
      @Override
      public InputStream save(String image) {
        throw new AssertionError("no engine is meant");
      }

      @Override
      public void load(String image, Archive archive) {
        throw new AssertionError("no engine is meant");
      }
    };
  }

  @Test
  void aPackedArchiveIsReadAndADamagedOneIsNot() throws IOException {
    try (TestImages made = new TestImages(bed.engine())) {
      String image = made.publish(bed.registries().open(), "one", "1", Recipe.bytes(2, 30_000));
      Path tar = dir.resolve("a.tar");
      copy(none(), image, "docker-archive:" + tar);
      Path gz = dir.resolve("a.tar.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
        Files.copy(tar, out);
      }
      copy(none(), "docker-archive:" + gz, "oci:" + dir.resolve("layout") + ":a");
      assertThatThrownBy(() -> copy(none(), image, "docker-archive:" + tar))
          .hasMessageContaining("exists already");
      byte[] bytes = Files.readAllBytes(tar);
      bytes[5000] ^= 1; // in the first layer
      Files.write(tar, bytes);
      assertThat(
              catchThrowableOfType(
                      FailureException.class,
                      () -> copy(none(), "docker-archive:" + tar, "oci:" + dir.resolve("l") + ":a"))
                  .failure())
          .isInstanceOf(Failure.Broken.class);
      assertThat(Files.exists(dir.resolve("l/index.json"))).isFalse();
    }
  }

  @Test
  void locationsAreReadAsPeopleWriteThem() {
    ImageReference alpine = ImageReference.parse("alpine");
    assertThat(Location.parse("alpine")).isEqualTo(new Location.Registry(alpine));
    assertThat(Location.parse("docker://alpine")).isEqualTo(new Location.Registry(alpine));
    assertThat(Location.parse("oci:some/dir:v1"))
        .isEqualTo(new Location.Layout(Path.of("some/dir"), "v1"));
    assertThat(Location.parse("oci:/dir")).isEqualTo(new Location.Layout(Path.of("/dir"), null));
    assertThat(Location.parse("docker-archive:f.tar:a/b"))
        .isEqualTo(new Location.Archive(Path.of("f.tar"), ImageReference.parse("a/b:latest")));
    assertThat(Location.parse("docker-daemon:a")).isEqualTo(new Location.Engine("a:latest"));
    String id = "sha256:" + "a".repeat(64);
    assertThat(Location.parse("docker-daemon:" + id)).isEqualTo(new Location.Engine(id));
    for (String wrong :
        List.of("oci:", "docker-archive:", "docker-daemon:", "https://a/b", "A", "")) {
      assertThatThrownBy(() -> Location.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
