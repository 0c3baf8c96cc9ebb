package org.dimdesktop.updates.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dimdesktop.updates.check.RunningContainer;

/**
 * Which containers are updated on their own: kept by name, since an update changes the id. A label
 * holds where nobody has said otherwise here. The file is read anew each time: the desktop and
 * {@code dim updates serve} share it.
 */
public final class AutoToggles {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code true} or {@code false} on a container. */
  public static final String LABEL = "org.dimdesktop.updates.auto";

  private final Path file;

  /** Kept in {@code file}, which may not be there yet. */
  public AutoToggles(Path file) {
    this.file = file;
  }

  private Map<String, Boolean> byName() {
    try {
      return Files.exists(file)
          ? JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, Boolean>>() {})
          : new TreeMap<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a container is updated on its own; reads a small file. */
  public boolean isOn(RunningContainer container) {
    return said(container).orElse(false);
  }

  /** What its toggle, or else its label says; empty where nothing is said. */
  synchronized Optional<Boolean> said(RunningContainer container) {
    return Optional.ofNullable(byName().get(container.name()))
        .or(() ->
            switch (container.labels().getOrDefault(LABEL, "")) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /** Turns it on or off, and returns what it is from now on. */
  public synchronized boolean toggle(RunningContainer container) {
    boolean on = !isOn(container);
    Map<String, Boolean> byName = byName();
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
