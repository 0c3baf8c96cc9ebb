package org.dimdesktop.registry.copy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryWriter.Arrival;
import org.jspecify.annotations.Nullable;

/** An image to be in an OCI layout folder, beside those that are there. */
final class LayoutTarget implements ImageTarget {
  private static final String MARK = "{\"imageLayoutVersion\":\"1.0.0\"}";

  private final Location.Layout location;
  private final BlobStore blobs;
  private final Path index;

  LayoutTarget(Location.Layout location) {
    this.location = location;
    this.blobs = new BlobStore(location.folder(), location.toString());
    this.index = location.folder().resolve("index.json");
  }

  @Override
  public Optional<Digest> present() {
    return Optional.ofNullable(index().digest(location.tag()));
  }

  private LayoutIndex index() {
    try {
      return Files.exists(index)
          ? LayoutIndex.read(Files.readAllBytes(index), location.toString())
          : LayoutIndex.empty(location.toString());
    } catch (IOException e) {
      throw Disk.failure("read", location.toString(), e);
    }
  }

  @Override
  public boolean has(Descriptor blob) {
    return blobs.has(blob);
  }

  @Override
  public Arrival put(
      Descriptor blob, BlobSource from, @Nullable ImageReference sibling, LongConsumer moved) {
    return blobs.put(blob, from, moved);
  }

  @Override
  public void put(Manifest child) {
    byte[] raw = child.raw();
    var _ = blobs.put(child.descriptor(), _ -> new java.io.ByteArrayInputStream(raw), _ -> {});
  }

  @Override
  public void finish(Manifest top) {
    put(top);
    LayoutIndex names = index();
    names.set(location.tag(), top.descriptor());
    replace(location.folder().resolve("oci-layout"), MARK.getBytes(StandardCharsets.UTF_8));
    replace(index, names.bytes());
  }

  private void replace(Path file, byte[] content) {
    try {
      Path part = Files.createTempFile(location.folder(), ".part-", "");
      try {
        Files.write(part, content);
        BlobStore.shown(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw Disk.failure("write", location.toString(), e);
    }
  }
}
