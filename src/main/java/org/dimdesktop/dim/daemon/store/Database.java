package org.dimdesktop.dim.daemon.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The daemon's database: SQLite in WAL mode, one writer at a time and any number of readers beside
 * it. Safe on every thread.
 */
public final class Database implements AutoCloseable {
  /** Work on an open connection. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    /** Does the work; what it throws rolls back. */
    T on(Handle handle);
  }

  private final Jdbi jdbi;
  private final Handle writer;
  private final ReentrantLock writing = new ReentrantLock();
  private final ConcurrentLinkedDeque<Handle> idleReaders = new ConcurrentLinkedDeque<>();

  private Database(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.writer = jdbi.open();
  }

  /** Opens or creates the file and brings its schema up to date. */
  public static Database open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // A killed process loses nothing in WAL mode; NORMAL only risks the last commits at power loss.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(10_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:org/dimdesktop/db")
        .placeholders(
            Map.of(
                "clustered", "without rowid",
                "identity", "integer primary key autoincrement"))
        .load()
        .migrate();
    return new Database(Jdbi.create(source));
  }

  /** Runs {@code work} in a transaction; writers take turns. */
  public <T extends @Nullable Object> T write(Work<T> work) {
    writing.lock();
    try {
      return writer.inTransaction(work::on);
    } finally {
      writing.unlock();
    }
  }

  /** Runs {@code work}, which only reads, beside any writer. */
  public <T extends @Nullable Object> T read(Work<T> work) {
    Handle handle = idleReaders.poll();
    if (handle == null) {
      handle = jdbi.open();
    }
    boolean sound = false;
    try {
      T result = work.on(handle);
      sound = true;
      return result;
    } finally {
      if (sound) {
        idleReaders.push(handle);
      } else {
        handle.close();
      }
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      idleReaders.forEach(Handle::close);
      idleReaders.clear();
      writer.close();
    } finally {
      writing.unlock();
    }
  }
}
