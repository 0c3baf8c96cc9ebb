package org.dimdesktop.registry.copy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.dimdesktop.model.Digest;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.support.TestFolder;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Whatever file is taken for one of docker save is read without harm, or is refused. */
class ArchivePropertyTest {
  private static final byte[] LAYER = new byte[1024];
  private static final Digest LAYER_ID = RawImages.sha256(LAYER);
  private static final String CONFIG =
      "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + LAYER_ID + "\"]}}";
  private static final Digest CONFIG_ID = RawImages.sha256(CONFIG.getBytes(UTF_8));
  private static final String MANIFEST =
      ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
           + "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\","
           + "\"digest\":\"%s\",\"size\":%d},\"layers\":[{\"mediaType\":"
           + "\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"%s\",\"size\":1024}]}")
          .formatted(CONFIG_ID, CONFIG.length(), LAYER_ID);
  private static final Digest MANIFEST_ID = RawImages.sha256(MANIFEST.getBytes(UTF_8));

  private static final Path DIR = TestFolder.create();
  private static final ExecutorService IO = Executors.newVirtualThreadPerTaskExecutor();

  /** The content is a character a byte. */
  private record Entry(String name, String content, byte type) {}

  @BeforeContainer
  static void folder() throws IOException {
    Files.createDirectories(DIR);
  }

  @AfterContainer
  static void stop() {
    IO.close();
    TestFolder.delete(DIR);
  }

  @Property
  void aFileIsAnImageOrIsRefused(
      @ForAll("archives") byte[] bytes, @ForAll boolean pack, @ForAll boolean named)
      throws IOException {
    Path file = Files.write(DIR.resolve("a.tar"), bytes);
    Path scratch = Files.createTempDirectory(DIR, "scratch");
    try {
      read(file, scratch, pack, named);
    } catch (FailureException e) {
      assertThat(e.failure())
          .isInstanceOfAny(
              Failure.Broken.class,
              Failure.Invalid.class,
              Failure.NotFound.class,
              Failure.Unsupported.class);
    } finally {
      if (Files.exists(scratch)) { // no source was opened that would have deleted it
        Disk.delete(scratch);
      }
    }
  }

  private static void read(Path file, Path scratch, boolean pack, boolean named)
      throws IOException {
    var wanted = named ? org.dimdesktop.model.ImageReference.parse("app:1") : null;
    try (ImageSource source = new ArchiveSource(file, wanted, pack, scratch, "it", IO)) {
      Manifest top = source.top();
      assertThat(top.descriptor().digest()).isEqualTo(RawImages.sha256(top.raw()));
      for (Descriptor blob : top.content()) {
        try (InputStream in = source.blob(blob).open(0)) {
          byte[] content = in.readAllBytes();
          assertThat(RawImages.sha256(content)).isEqualTo(blob.digest());
          assertThat(content).hasSize((int) blob.size());
        }
      }
    }
  }

  @Provide
  Arbitrary<byte[]> archives() {
    Arbitrary<byte[]> tars =
        Combinators.combine(entry().list().ofMaxSize(7), Arbitraries.of(true, false))
            .as((more, whole) -> tar(more, whole));
    Arbitrary<byte[]> damaged =
        Combinators.combine(
                tars,
                Arbitraries.integers().between(0, 1 << 14).list().ofMaxSize(4),
                Arbitraries.integers().between(0, 255),
                Arbitraries.integers().between(0, 1 << 14))
            .as(ArchivePropertyTest::damage);
    return Arbitraries.frequencyOf(
        Tuple.of(4, tars),
        Tuple.of(4, damaged),
        Tuple.of(2, damaged.map(ArchivePropertyTest::gzip)),
        Tuple.of(1, tars.map(ArchivePropertyTest::gzip).map(b -> Arrays.copyOf(b, b.length / 2))),
        Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(2000)));
  }

  private static Arbitrary<Entry> entry() {
    String blobs = "blobs/sha256/";
    Arbitrary<String> names =
        Arbitraries.of(
            "manifest.json",
            "index.json",
            "oci-layout",
            "layer.tar",
            "./manifest.json",
            "a/b",
            "../x",
            "/abs",
            CONFIG_ID.hex() + ".json",
            blobs + CONFIG_ID.hex(),
            blobs + LAYER_ID.hex(),
            blobs + MANIFEST_ID.hex());
    Arbitrary<String> contents =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                "{}",
                "[]",
                "null",
                "[{}]",
                CONFIG,
                MANIFEST,
                "[{\"Config\":\"a/b\",\"Layers\":[\"layer.tar\",\"layer.tar\"]}]",
                "[{\"Config\":7,\"RepoTags\":{},\"Layers\":\"x\"},null,3]",
                "{\"manifests\":[{\"digest\":\"sha256:1\"}]}",
                "{\"manifests\":[7,{}]}"),
            Arbitraries.of(latin(LAYER), latin(gzip(LAYER))),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(600).map(b -> latin(b)));
    Arbitrary<Byte> types =
        Arbitraries.of(
            TarConstants.LF_NORMAL,
            TarConstants.LF_NORMAL,
            TarConstants.LF_SYMLINK,
            TarConstants.LF_LINK,
            TarConstants.LF_DIR,
            TarConstants.LF_FIFO);
    return Combinators.combine(names, contents, types).as(Entry::new);
  }

  /** What is to be read, whole or not, and what may come in its way. */
  private static byte[] tar(List<Entry> more, boolean whole) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      if (whole) {
        String list =
            "[{\"Config\":\"%s.json\",\"RepoTags\":[\"app:1\"],\"Layers\":[\"layer.tar\"]}]"
                .formatted(CONFIG_ID.hex());
        String index =
            ("{\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                    + "\"digest\":\"%s\",\"size\":%d,\"annotations\":"
                    + "{\"io.containerd.image.name\":\"docker.io/library/app:1\"}}]}")
                .formatted(MANIFEST_ID, MANIFEST.length());
        add(tar, "manifest.json", list.getBytes(UTF_8), TarConstants.LF_NORMAL);
        add(tar, CONFIG_ID.hex() + ".json", CONFIG.getBytes(UTF_8), TarConstants.LF_NORMAL);
        add(tar, "layer.tar", LAYER, TarConstants.LF_NORMAL);
        if (more.size() % 2 == 0) {
          add(tar, "oci-layout", "{}".getBytes(UTF_8), TarConstants.LF_NORMAL);
          add(tar, "index.json", index.getBytes(UTF_8), TarConstants.LF_NORMAL);
          add(
              tar,
              "blobs/sha256/" + MANIFEST_ID.hex(),
              MANIFEST.getBytes(UTF_8),
              TarConstants.LF_NORMAL);
          add(
              tar,
              "blobs/sha256/" + CONFIG_ID.hex(),
              CONFIG.getBytes(UTF_8),
              TarConstants.LF_NORMAL);
          add(tar, "blobs/sha256/" + LAYER_ID.hex(), LAYER, TarConstants.LF_NORMAL);
        }
      }
      for (Entry entry : more) {
        add(tar, entry.name(), entry.content().getBytes(ISO_8859_1), entry.type());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content, byte type)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    boolean file = type == TarConstants.LF_NORMAL;
    if (!file) {
      String target = new String(content, 0, Math.min(80, content.length), UTF_8);
      entry.setLinkName(target.isEmpty() ? name : target.replace('\0', '/'));
    }
    entry.setSize(file ? content.length : 0);
    tar.putArchiveEntry(entry);
    if (file) {
      tar.write(content);
    }
    tar.closeArchiveEntry();
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static byte[] damage(byte[] tar, List<Integer> places, int value, int cut) {
    byte[] bytes = cut < tar.length && cut % 3 == 0 ? Arrays.copyOf(tar, cut) : tar.clone();
    for (int place : places) {
      if (place < bytes.length) {
        bytes[place] = (byte) value;
      }
    }
    return bytes;
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
