package org.dimdesktop.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dimdesktop.task.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the settings in a JSON file: written one second after the last of several changes, into a
 * new file that then takes the old one's place, so that a crash leaves one of the two whole. Every
 * method may be called on any thread; listeners are called on the thread of the change.
 */
public final class SettingsStore implements TableLayouts, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsStore.class);
  private static final long DELAY_MILLIS = 1000;

  private final Path file;
  private final Executor io;
  private final CopyOnWriteArrayList<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
  private final Object writing = new Object();
  private Settings settings;
  private boolean dirty;
  private long changes;

  /**
   * Reads {@code file}; one that cannot be read is kept beside it as {@code .bad} and the defaults
   * hold.
   */
  public SettingsStore(Path file, Executor io) {
    this.file = file;
    this.io = io;
    settings = read();
  }

  private Settings read() {
    if (!Files.exists(file)) {
      return Settings.DEFAULTS;
    }
    try {
      return SettingsJson.read(Files.readAllBytes(file));
    } catch (IOException e) {
      Path bad = file.resolveSibling(file.getFileName() + ".bad");
      LOG.warn("settings cannot be read and are kept as {}: {}", bad, e.getMessage());
      try {
        Files.move(file, bad, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException moving) {
        LOG.warn("the unreadable settings could not be moved away: {}", moving.getMessage());
      }
      return Settings.DEFAULTS;
    }
  }

  /** The settings as they are now. */
  public synchronized Settings get() {
    return settings;
  }

  /** Changes the settings; the file follows within about a second. */
  public void update(UnaryOperator<Settings> change) {
    Settings now;
    long mine;
    synchronized (this) {
      now = change.apply(settings);
      if (now.equals(settings)) {
        return;
      }
      settings = now;
      dirty = true;
      mine = ++changes;
    }
    CompletableFuture.delayedExecutor(DELAY_MILLIS, TimeUnit.MILLISECONDS, io)
        .execute(() -> writeIfLast(mine));
    listeners.forEach(listener -> listener.accept(now));
  }

  private void writeIfLast(long change) {
    synchronized (this) {
      if (change != changes) {
        return;
      }
    }
    flush();
  }

  /** Calls {@code listener} with the settings after every change. */
  public Subscription onChange(Consumer<Settings> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Writes what has not been written yet; a failure is logged and tried again with the next. */
  public void flush() {
    synchronized (writing) {
      Settings now;
      synchronized (this) {
        if (!dirty) {
          return;
        }
        dirty = false;
        now = settings;
      }
      try {
        write(SettingsJson.write(now));
      } catch (IOException e) {
        LOG.warn("settings cannot be written to {}: {}", file, e.getMessage());
        synchronized (this) {
          dirty = true;
        }
      }
    }
  }

  private void write(byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path next = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(next, bytes);
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.force(true); // else a power cut may leave an empty file under the final name
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public Optional<TableLayout> load(String tableId) {
    return Optional.ofNullable(get().tables().get(tableId));
  }

  @Override
  public void save(String tableId, TableLayout layout) {
    update(now -> now.withTable(tableId, layout));
  }

  /** Writes what has not been written yet. */
  @Override
  public void close() {
    flush();
  }
}
