package org.dimdesktop.dim.daemon.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.stream.Stream;
import org.dimdesktop.dim.api.ErrorClass;

/**
 * A commit's files on disk, without {@code .git}.
 *
 * @param root the directory they stand in
 * @param commit the commit's full id
 */
public record Checkout(Path root, String commit) implements AutoCloseable {
  /** What of the checkout is built: a directory, and a Dockerfile relative to it. */
  public record Source(Path context, String dockerfile) {}

  /**
   * Finds context and Dockerfile, and makes sure that no link leads out of the checkout.
   *
   * @throws CloneException {@code path.escape}, {@code dockerfile_missing}, or {@code clone_failed}
   *     when the context is no directory
   */
  public Source source(String context, String dockerfile) throws CloneException, IOException {
    Path top = root.toRealPath();
    Path contextDir = inside(top, context);
    if (!Files.isDirectory(contextDir)) {
      throw new CloneException(
          ErrorClass.CLONE_FAILED, "the repository has no directory " + context);
    }
    Path file = inside(top, dockerfile);
    if (!Files.isRegularFile(file)) {
      throw new CloneException(
          ErrorClass.DOCKERFILE_MISSING, "the repository has no file " + dockerfile);
    }
    rejectLinksOut(top, contextDir);
    return new Source(contextDir, contextDir.relativize(file).toString().replace('\\', '/'));
  }

  private static Path inside(Path top, String path) throws CloneException, IOException {
    String normal =
        RepoPath.normalise(path)
            .orElseThrow(
                () -> new CloneException(ErrorClass.PATH_ESCAPE, path + " leaves the repository"));
    Path plain = top.resolve(normal);
    if (!Files.exists(plain)) {
      Path target = lexicalTarget(plain);
      if (!target.startsWith(top)) {
        throw escape(top, plain);
      }
      return plain;
    }
    Path real = plain.toRealPath();
    if (!real.startsWith(top)) {
      throw escape(top, plain);
    }
    return real;
  }

  private static void rejectLinksOut(Path top, Path directory) throws CloneException, IOException {
    Path[] found = new Path[1];
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isSymbolicLink() && leadsOut(top, file)) {
              found[0] = file;
              return FileVisitResult.TERMINATE;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    if (found[0] != null) {
      throw escape(top, found[0]);
    }
  }

  private static boolean leadsOut(Path top, Path link) throws IOException {
    Path target = Files.exists(link) ? link.toRealPath() : lexicalTarget(link);
    return !target.startsWith(top);
  }

  private static Path lexicalTarget(Path path) throws IOException {
    return Files.isSymbolicLink(path)
        ? path.resolveSibling(Files.readSymbolicLink(path)).normalize()
        : path.normalize();
  }

  private static CloneException escape(Path top, Path link) {
    return new CloneException(
        ErrorClass.PATH_ESCAPE,
        "the link " + top.relativize(link).toString() + " leads out of the repository");
  }

  /** Deletes the files. */
  @Override
  public void close() throws IOException {
    deleteTree(root);
  }

  /** Deletes a directory with all that is in it; links are removed, not followed. */
  public static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
