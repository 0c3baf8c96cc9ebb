package org.dimdesktop.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** A config.json as a tree, so that a change keeps every key that this program does not know. */
final class ConfigFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path path;

  ConfigFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** The file's content now; an empty object when there is no file. */
  ObjectNode read() {
    try {
      return parse(Files.readString(path), path.toString());
    } catch (NoSuchFileException _) {
      return JSON.createObjectNode();
    } catch (IOException e) {
      throw broken("read", path.toString(), e);
    }
  }

  /** Parses the text of a config.json; {@code source} names it in a failure. */
  static ObjectNode parse(String text, String source) {
    try {
      JsonNode tree = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
      if (tree instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Jackson's message quotes the input, and the input holds secrets.
      throw new FailureException(
          new Failure.Broken(
              "read the logins in",
              source,
              "line %d is not JSON".formatted(e.getLocation().getLineNr())));
    }
    throw new FailureException(
        new Failure.Broken("read the logins in", source, "it is not a JSON object"));
  }

  /** Changes the file: written beside it with mode 0600, then moved over it in one step. */
  synchronized void update(Consumer<ObjectNode> change) {
    ObjectNode tree = read();
    change.accept(tree);
    try {
      // A symbolic link (dotfiles kept elsewhere) stays one: its target is replaced.
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      Path folder = target.getParent();
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "config", ".json.tmp", ownerOnly());
      try {
        Files.write(temporary, JSON.writeValueAsBytes(tree));
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw broken("write", path.toString(), e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static FailureException broken(String verb, String source, IOException e) {
    return new FailureException(
        new Failure.Broken(
            verb + " the logins in", source, e.getClass().getSimpleName() + ": " + e.getMessage()),
        e);
  }
}
