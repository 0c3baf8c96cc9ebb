package org.dimdesktop.registry.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** An image in an OCI layout folder. */
final class LayoutSource implements ImageSource {
  private final Location.Layout location;
  private final BlobStore blobs;

  LayoutSource(Location.Layout location) {
    this.location = location;
    this.blobs = new BlobStore(location.folder(), location.toString());
  }

  @Override
  public Manifest top() {
    String subject = location.toString();
    try {
      byte[] index = Files.readAllBytes(location.folder().resolve("index.json"));
      return manifest(LayoutIndex.read(index, subject).find(location.tag()));
    } catch (NoSuchFileException e) {
      throw new FailureException(
          new Failure.NotFound("read", subject, "it is no OCI layout: it has no index.json"), e);
    } catch (IOException e) {
      throw Disk.failure("read", subject, e);
    }
  }

  @Override
  public Manifest manifest(Descriptor child) {
    try {
      byte[] raw = Files.readAllBytes(blobs.path(child.digest()));
      return Manifest.read(raw, child.mediaType(), child.digest(), "read", location.toString());
    } catch (NoSuchFileException e) {
      throw new FailureException(
          new Failure.NotFound("read", location.toString(), "it lacks " + child.digest()), e);
    } catch (IOException e) {
      throw Disk.failure("read", location.toString(), e);
    }
  }

  @Override
  public BlobSource blob(Descriptor blob) {
    return blobs.source(blob);
  }
}
