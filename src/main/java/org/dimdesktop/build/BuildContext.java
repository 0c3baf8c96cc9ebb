package org.dimdesktop.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The files that a build sees, sent as a tar that is made while it is written: names in a fixed
 * order, links as links, modes kept, owners dropped, {@code .git} and all that {@code
 * .dockerignore} names left out.
 */
final class BuildContext {
  private static final String OUTSIDE_DOCKERFILE = ".dockerfile.dim";
  private static final int FILE_MODE = 0100755; // where the file system knows no modes

  private final Path root;
  private final Path dockerfile;
  private final DockerIgnore ignore;

  private BuildContext(Path root, Path dockerfile, DockerIgnore ignore) {
    this.root = root;
    this.dockerfile = dockerfile;
    this.ignore = ignore;
  }

  /**
   * Looks at a context without reading its files.
   *
   * @param root the directory that is sent
   * @param dockerfile the Dockerfile, inside or outside {@code root}
   * @throws IllegalArgumentException when {@code .dockerignore} holds a line that is no pattern
   */
  static BuildContext of(Path root, Path dockerfile) throws IOException {
    Path absolute = root.toAbsolutePath().normalize();
    Path file = dockerfile.toAbsolutePath().normalize();
    return new BuildContext(absolute, file, DockerIgnore.load(absolute, file));
  }

  /** The Dockerfile's path inside the tar. */
  String dockerfileName() {
    return dockerfile.startsWith(root) ? slashed(dockerfile) : OUTSIDE_DOCKERFILE;
  }

  /** Writes the whole tar and leaves {@code out} open; memory use does not grow with the files. */
  void writeTo(OutputStream out) throws IOException {
    TarArchiveOutputStream tar =
        new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name()); // closed by the caller
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    writeChildren(tar, root, new ArrayDeque<>());
    if (!dockerfile.startsWith(root)) {
      writeFile(tar, dockerfile, OUTSIDE_DOCKERFILE);
    }
    tar.finish();
    tar.flush();
  }

  /**
   * Writes what is in a directory.
   *
   * @param pending ignored directories above, to be written once something in them is kept
   */
  private void writeChildren(TarArchiveOutputStream tar, Path directory, Deque<Path> pending)
      throws IOException {
    for (Path child : sortedChildren(directory)) {
      String name = slashed(child);
      if (name.equals(".git")) {
        continue;
      }
      boolean ignored = ignore.ignores(name);
      boolean isDirectory = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
      if (ignored && !(isDirectory && ignore.mayKeepBelow(name))) {
        continue;
      }
      if (ignored) {
        pending.addLast(child);
      } else {
        while (!pending.isEmpty()) {
          Path above = pending.removeFirst();
          writeDirectory(tar, above);
        }
        writeEntry(tar, child, name, isDirectory);
      }
      if (isDirectory) {
        writeChildren(tar, child, pending);
      }
      if (ignored) {
        pending.remove(child);
      }
    }
  }

  private void writeEntry(TarArchiveOutputStream tar, Path path, String name, boolean isDirectory)
      throws IOException {
    if (isDirectory) {
      writeDirectory(tar, path);
    } else if (Files.isSymbolicLink(path)) {
      TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      link.setLinkName(Files.readSymbolicLink(path).toString().replace('\\', '/'));
      put(tar, link, path, 0120777);
      tar.closeArchiveEntry();
    } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      writeFile(tar, path, name);
    } // sockets, pipes and devices have no place in an image
  }

  private void writeDirectory(TarArchiveOutputStream tar, Path path) throws IOException {
    put(tar, new TarArchiveEntry(slashed(path) + "/"), path, 040755);
    tar.closeArchiveEntry();
  }

  private static void writeFile(TarArchiveOutputStream tar, Path path, String name)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    try (InputStream in = Files.newInputStream(path)) {
      long size = Files.size(path);
      entry.setSize(size);
      put(tar, entry, path, FILE_MODE);
      byte[] buffer = new byte[64 * 1024];
      long left = size; // a file that grows meanwhile is sent as it was
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new IOException(name + " became shorter while it was read");
        }
        tar.write(buffer, 0, n);
        left -= n;
      }
    }
    tar.closeArchiveEntry();
  }

  private static void put(
      TarArchiveOutputStream tar, TarArchiveEntry entry, Path path, int modeElsewhere)
      throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    entry.setModTime(attributes.lastModifiedTime().toMillis() / 1000 * 1000);
    entry.setIds(0, 0);
    entry.setMode(mode(path, modeElsewhere));
    tar.putArchiveEntry(entry);
  }

  private static int mode(Path path, int elsewhere) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return elsewhere;
    }
    return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> sortedChildren(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted(Comparator.comparing(p -> p.getFileName().toString())).toList();
    }
  }

  private String slashed(Path path) {
    return root.relativize(path).toString().replace(root.getFileSystem().getSeparator(), "/");
  }
}
