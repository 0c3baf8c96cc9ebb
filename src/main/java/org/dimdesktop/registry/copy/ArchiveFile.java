package org.dimdesktop.registry.copy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.utils.BoundedSeekableByteChannelInputStream;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** The entries of a tar file by their names, links followed; a packed one is unpacked first. */
final class ArchiveFile implements AutoCloseable {
  private static final int MAX_LINKS = 8;
  private static final int MAX_SMALL = 16 << 20;

  private final String subject;
  private final SeekableByteChannel channel;
  private final TarFile tar;
  private final Map<String, TarArchiveEntry> entries = new HashMap<>();

  /**
   * Opens a file.
   *
   * @param scratch a folder for the unpacked file, where there has to be one
   */
  ArchiveFile(Path file, Path scratch, String subject) {
    this.subject = subject;
    try {
      this.channel = Files.newByteChannel(unpacked(file, scratch));
      this.tar = new TarFile(channel);
      for (TarArchiveEntry entry : tar.getEntries()) {
        entries.put(name(entry.getName()), entry); // the last of a name counts
      }
    } catch (java.nio.file.NoSuchFileException e) {
      throw new FailureException(new Failure.NotFound("read", subject, "there is no such file"), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new FailureException(
          new Failure.Broken("read", subject, "it is no tar file: " + e.getMessage()), e);
    }
  }

  private static Path unpacked(Path file, Path scratch) throws IOException {
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      if (Packing.of(in) == Packing.NONE) {
        return file;
      }
      Path tar = Files.createTempFile(scratch, "unpacked", ".tar");
      try (InputStream plain = Packing.unpack(in);
          OutputStream out = Files.newOutputStream(tar)) {
        plain.transferTo(out);
      }
      return tar;
    }
  }

  private static String name(String path) {
    return path.startsWith("./") ? path.substring(2) : path;
  }

  boolean has(String path) {
    return find(path) != null;
  }

  private @Nullable TarArchiveEntry find(String path) {
    String at = name(path);
    for (int links = 0; links < MAX_LINKS; links++) {
      TarArchiveEntry entry = entries.get(at);
      if (entry == null || (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink())) {
        return entry;
      }
      // Old engines write a layer that two images share once, and link to it.
      at = entry.isSymbolicLink() ? beside(at, entry.getLinkName()) : name(entry.getLinkName());
    }
    return null;
  }

  /** Where a symbolic link leads to; a link can hold what no name can, and leads nowhere then. */
  private static String beside(String path, String link) {
    try {
      return Path.of("/" + path).resolveSibling(link).normalize().toString().substring(1);
    } catch (InvalidPathException _) {
      return link;
    }
  }

  /**
   * An entry's bytes; may be read several at a time. The streams of {@link TarFile} itself may not:
   * they share one position in the file.
   */
  InputStream open(String path) {
    TarArchiveEntry entry = entry(path);
    if (entry.isSparse()) {
      throw new FailureException(
          new Failure.Unsupported("read", subject, path + " is kept with holes in it"));
    }
    return new BoundedSeekableByteChannelInputStream(
        entry.getDataOffset(), entry.getSize(), channel);
  }

  long size(String path) {
    return entry(path).getSize();
  }

  private TarArchiveEntry entry(String path) {
    TarArchiveEntry entry = find(path);
    if (entry == null) {
      throw new FailureException(new Failure.Broken("read", subject, "it lacks " + path));
    }
    return entry;
  }

  /** A whole small entry, such as a manifest. */
  byte[] read(String path) {
    if (size(path) > MAX_SMALL) {
      throw new FailureException(new Failure.Broken("read", subject, path + " is too large"));
    }
    try (InputStream in = open(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw Disk.failure("read", subject, e);
    }
  }

  @Override
  public void close() {
    try {
      tar.close();
    } catch (IOException e) {
      throw Disk.failure("close", subject, e);
    }
  }
}
