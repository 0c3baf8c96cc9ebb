package org.dimdesktop.registry.copy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** Writes an image as {@code docker save} does; layers are unpacked, so that every engine can. */
final class ArchiveWriter {
  private final BlobStore blobs;
  private final Path scratch;
  private final String subject;

  ArchiveWriter(BlobStore blobs, Path scratch, String subject) {
    this.blobs = blobs;
    this.scratch = scratch;
    this.subject = subject;
  }

  /** Refuses what such a file cannot hold. */
  void check(Manifest image) {
    boolean isImage =
        image.config().map(Descriptor::mediaType).orElse("").matches("application/vnd\\..*image.*");
    if (!isImage) {
      throw unsupported("it holds images only, and this is " + image.descriptor().mediaType());
    }
    Set<Digest> content = new HashSet<>();
    image.content().forEach(blob -> content.add(blob.digest()));
    if (!image.layers().stream().allMatch(layer -> content.contains(layer.digest()))) {
      throw unsupported("the image has layers that are to be fetched from elsewhere");
    }
  }

  private FailureException unsupported(String why) {
    return new FailureException(new Failure.Unsupported("write", subject, why));
  }

  void write(Manifest image, @Nullable ImageReference name, OutputStream out) throws IOException {
    Descriptor config = image.config().orElseThrow();
    byte[] json = Files.readAllBytes(blobs.path(config.digest()));
    List<Digest> diffIds = DockerArchive.diffIds(json, subject);
    if (diffIds.size() != image.layers().size()) {
      throw new FailureException(
          new Failure.Broken("read", subject, "its configuration names other layers than it has"));
    }
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ObjectNode entry = list.addObject();
    entry.put("Config", config.digest().hex() + ".json");
    ArrayNode tags = entry.putArray("RepoTags");
    if (name != null) {
      tags.add(name.familiar());
    }
    ArrayNode layers = entry.putArray("Layers");
    Set<Digest> written = new HashSet<>();
    for (int i = 0; i < diffIds.size(); i++) {
      Digest diffId = diffIds.get(i);
      layers.add(diffId.hex() + ".tar");
      if (written.add(diffId)) {
        layer(tar, image.layers().get(i), diffId);
      }
    }
    add(tar, config.digest().hex() + ".json", json.length, new ByteArrayInputStream(json));
    byte[] manifest = list.toString().getBytes(StandardCharsets.UTF_8);
    add(tar, DockerArchive.MANIFEST, manifest.length, new ByteArrayInputStream(manifest));
    tar.finish();
    tar.flush();
  }

  /** A tar says how long an entry is before it comes, so a layer is unpacked to the disk first. */
  private void layer(TarArchiveOutputStream tar, Descriptor layer, Digest diffId)
      throws IOException {
    Path plain = Files.createTempFile(scratch, "layer", ".tar");
    try {
      MessageDigest hash = LayerPacker.sha256();
      try (InputStream in =
              new DigestInputStream(
                  Packing.unpack(Files.newInputStream(blobs.path(layer.digest()))), hash);
          OutputStream out = Files.newOutputStream(plain)) {
        Disk.transfer(in, out, _ -> {});
      }
      Digest actual = LayerPacker.digest(hash);
      if (!actual.equals(diffId)) {
        throw new FailureException(
            new Failure.Broken(
                "unpack",
                layer.digest().toString(),
                "its content is not what the image's configuration says: " + actual));
      }
      try (InputStream in = Files.newInputStream(plain)) {
        add(tar, diffId.hex() + ".tar", Files.size(plain), in);
      }
    } finally {
      Files.deleteIfExists(plain);
    }
  }

  private static void add(TarArchiveOutputStream tar, String name, long size, InputStream in)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(0644);
    entry.setModTime(0L);
    tar.putArchiveEntry(entry);
    Disk.transfer(in, tar, _ -> {});
    tar.closeArchiveEntry();
  }
}
