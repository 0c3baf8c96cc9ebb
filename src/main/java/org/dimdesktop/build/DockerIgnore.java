package org.dimdesktop.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a build context leaves out, by the rules of {@code .dockerignore}: the last line that
 * matches a path, or a directory above it, decides. Engines do not apply the file to a context that
 * is sent as a tar, so the sender must.
 */
final class DockerIgnore {
  /** Leaves nothing out. */
  static final DockerIgnore NONE = new DockerIgnore(List.of(), Set.of());

  private static final String FILE = ".dockerignore";

  private final List<IgnorePattern> patterns;
  private final Set<String> kept;

  private DockerIgnore(List<IgnorePattern> patterns, Set<String> kept) {
    this.patterns = patterns;
    this.kept = kept;
  }

  /**
   * Reads {@code <dockerfile>.dockerignore} where it exists, else {@code .dockerignore} at the
   * context's root.
   *
   * @param dockerfile the Dockerfile, inside or outside {@code context}
   * @throws IllegalArgumentException naming the line that is no pattern
   */
  static DockerIgnore load(Path context, Path dockerfile) throws IOException {
    Path own = dockerfile.resolveSibling(dockerfile.getFileName() + FILE);
    Path file = Files.isRegularFile(own) ? own : context.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return NONE;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return parse(text, Set.of(slashed(context, dockerfile), slashed(context, file)));
  }

  /**
   * Parses a file's text.
   *
   * @param kept paths that the builder itself reads, which stay whatever the file says
   */
  static DockerIgnore parse(String text, Set<String> kept) {
    List<IgnorePattern> patterns = new ArrayList<>();
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (String line : body.lines().toList()) {
      IgnorePattern pattern = IgnorePattern.parse(line);
      if (pattern != null) {
        patterns.add(pattern);
      }
    }
    return new DockerIgnore(List.copyOf(patterns), kept);
  }

  /** Says whether {@code path}, relative to the context with forward slashes, is left out. */
  boolean ignores(String path) {
    if (kept.contains(path)) {
      return false;
    }
    boolean ignored = false;
    for (IgnorePattern pattern : patterns) {
      // A line that could not change the verdict need not be looked at.
      if (pattern.exception() == ignored && pattern.matches(path)) {
        ignored = !pattern.exception();
      }
    }
    return ignored;
  }

  /** Says whether an ignored directory may still hold something that is to be sent. */
  boolean mayKeepBelow(String directory) {
    return kept.stream().anyMatch(path -> path.startsWith(directory + "/"))
        || patterns.stream()
            .anyMatch(pattern -> pattern.exception() && pattern.couldMatchBelow(directory));
  }

  private static String slashed(Path context, Path file) {
    Path relative = context.toAbsolutePath().relativize(file.toAbsolutePath()).normalize();
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }
}
