package org.dimdesktop.registry.copy;

import java.nio.file.Path;
import org.dimdesktop.model.ImageReference;
import org.jspecify.annotations.Nullable;

/** Where an image is, or is to be: written as {@code TRANSPORT:DETAILS}, as skopeo has it. */
public sealed interface Location {
  /** An image in a registry: {@code docker://REF}. */
  record Registry(ImageReference reference) implements Location {
    @Override
    public String toString() {
      return DOCKER + reference;
    }
  }

  /** An image of the engine, by name or id: {@code docker-daemon:REF}. */
  record Engine(String image) implements Location {
    @Override
    public String toString() {
      return ENGINE + image;
    }
  }

  /** An image in an OCI layout folder: {@code oci:DIR[:TAG]}. */
  record Layout(Path folder, @Nullable String tag) implements Location {
    @Override
    public String toString() {
      return LAYOUT + folder + (tag == null ? "" : ":" + tag);
    }
  }

  /** An image in a file as {@code docker save} writes it: {@code docker-archive:FILE[:REF]}. */
  record Archive(Path file, @Nullable ImageReference image) implements Location {
    @Override
    public String toString() {
      return ARCHIVE + file + (image == null ? "" : ":" + image.familiar());
    }
  }

  /** Before a registry's reference; the transport that is meant where none is named. */
  String DOCKER = "docker://";

  /** Before the name of an image of the engine. */
  String ENGINE = "docker-daemon:";

  /** Before an OCI layout folder. */
  String LAYOUT = "oci:";

  /** Before a file of {@code docker save}. */
  String ARCHIVE = "docker-archive:";

  /**
   * Parses what a person writes.
   *
   * @throws IllegalArgumentException naming the text and what is wrong with it
   */
  static Location parse(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith(ENGINE)) {
      return new Engine(engineName(trimmed.substring(ENGINE.length())));
    }
    if (trimmed.startsWith(LAYOUT)) {
      String[] parts = split(trimmed, LAYOUT);
      return new Layout(Path.of(parts[0]), parts[1].isEmpty() ? null : parts[1]);
    }
    if (trimmed.startsWith(ARCHIVE)) {
      String[] parts = split(trimmed, ARCHIVE);
      return new Archive(
          Path.of(parts[0]),
          parts[1].isEmpty() ? null : ImageReference.parse(parts[1]).withDefaultTag());
    }
    if (trimmed.startsWith("/") || trimmed.startsWith("./") || trimmed.startsWith("../")) {
      throw new IllegalArgumentException(
          trimmed
              + " looks like a path: write "
              + LAYOUT
              + trimmed
              + " for an OCI layout folder, "
              + ARCHIVE
              + trimmed
              + " for a file of docker save");
    }
    String reference = trimmed.startsWith(DOCKER) ? trimmed.substring(DOCKER.length()) : trimmed;
    return new Registry(ImageReference.parse(reference));
  }

  private static String engineName(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(ENGINE + " wants the name or the id of an image");
    }
    return text.matches("(sha256:)?[0-9a-f]{64}")
        ? text
        : ImageReference.parse(text).withDefaultTag().familiar();
  }

  /** The path, which holds no colon but that of a Windows drive, and what comes after it. */
  private static String[] split(String text, String transport) {
    String rest = text.substring(transport.length());
    int from = rest.matches("[A-Za-z]:[\\\\/].*") ? 2 : 0;
    int colon = rest.indexOf(':', from);
    String path = colon < 0 ? rest : rest.substring(0, colon);
    if (path.isEmpty()) {
      throw new IllegalArgumentException(text + " names no path");
    }
    return new String[] {path, colon < 0 ? "" : rest.substring(colon + 1)};
  }
}
