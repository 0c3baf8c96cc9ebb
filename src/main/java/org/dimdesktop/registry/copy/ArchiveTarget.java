package org.dimdesktop.registry.copy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** A new file as {@code docker save} writes it; one that is there already is left alone. */
final class ArchiveTarget extends SpooledTarget {
  private final Location.Archive location;
  private final Path spool;

  ArchiveTarget(Location.Archive location, Path spool) {
    super(spool, location.toString());
    this.location = location;
    this.spool = spool;
    if (Files.exists(location.file())) {
      Disk.delete(spool);
      throw exists(location);
    }
  }

  private static FailureException exists(Location.Archive location) {
    return new FailureException(
        new Failure.Conflict(
            "write", location.toString(), "the file exists already", java.util.List.of()));
  }

  @Override
  @Nullable ImageReference name() {
    return location.image();
  }

  @Override
  void send(EngineImages.Archive archive) throws IOException {
    Path part = spool.resolve("archive.tar");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 128 << 10)) {
      archive.writeTo(out);
    }
    try {
      Files.move(part, location.file());
    } catch (FileAlreadyExistsException _) {
      throw exists(location);
    }
  }
}
