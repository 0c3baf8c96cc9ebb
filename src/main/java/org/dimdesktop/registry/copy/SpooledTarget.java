package org.dimdesktop.registry.copy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryWriter.Arrival;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * Where an image goes as one stream: its blobs are gathered in a folder first, in whatever order
 * they come.
 */
abstract class SpooledTarget implements ImageTarget {
  private final Path spool;
  private final BlobStore blobs;
  private final String subject;

  /**
   * A target.
   *
   * @param spool an empty folder, deleted at the end
   */
  SpooledTarget(Path spool, String subject) {
    this.spool = spool;
    this.blobs = new BlobStore(spool, subject);
    this.subject = subject;
  }

  /** Hands the image over. */
  abstract void send(EngineImages.Archive archive) throws IOException;

  /** The name that it gets, or null. */
  abstract @Nullable ImageReference name();

  @Override
  public final void check(Manifest top) {
    if (top.isIndex()) {
      throw onePlatform();
    }
    writer().check(top);
  }

  private FailureException onePlatform() {
    return new FailureException(
        new Failure.Unsupported("copy to", subject, "it holds the image of one platform only"));
  }

  private ArchiveWriter writer() {
    return new ArchiveWriter(blobs, spool, subject);
  }

  @Override
  public final Optional<Digest> present() {
    return Optional.empty();
  }

  @Override
  public final boolean has(Descriptor blob) {
    return blobs.has(blob);
  }

  @Override
  public final Arrival put(
      Descriptor blob, BlobSource from, @Nullable ImageReference sibling, LongConsumer moved) {
    var _ = blobs.put(blob, from, moved);
    return Arrival.UPLOADED;
  }

  @Override
  public final void put(Manifest child) {
    throw onePlatform();
  }

  @Override
  public final void finish(Manifest top) {
    ArchiveWriter writer = writer();
    try {
      send((OutputStream out) -> writer.write(top, name(), out));
    } catch (IOException e) {
      throw Disk.failure("write", subject, e);
    }
  }

  @Override
  public final void close() {
    Disk.delete(spool);
  }
}
