package org.dimdesktop.updates.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.dimdesktop.updates.check.RunningContainer;

/**
 * Which containers are updated on their own: kept by name, since an update changes the id. A label
 * holds where nobody has said otherwise here.
 */
final class AutoToggles {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code true} or {@code false} on a container. */
  static final String LABEL = "org.dimdesktop.updates.auto";

  private final Path file;
  private final Map<String, Boolean> byName;

  AutoToggles(Path file) {
    this.file = file;
    try {
      byName =
          Files.exists(file)
              ? JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, Boolean>>() {})
              : new TreeMap<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized boolean isOn(RunningContainer container) {
    return byName.getOrDefault(
        container.name(), "true".equals(container.labels().getOrDefault(LABEL, "")));
  }

  /** Turns it on or off, and returns what it is from now on. */
  synchronized boolean toggle(RunningContainer container) {
    boolean on = !isOn(container);
    byName.put(container.name(), on);
    Path next = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(next, JSON.writeValueAsBytes(byName));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return on;
  }
}
