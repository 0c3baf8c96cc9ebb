package org.dimdesktop.dim.daemon.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** SQLite in WAL mode: one writer at a time and any number of readers beside it. */
final class SqliteDatabase implements Database {
  private final Jdbi jdbi;
  private final Handle writer;
  private final FileClaim claim;
  private final ReentrantLock writing = new ReentrantLock();
  private final ConcurrentLinkedDeque<Handle> idleReaders = new ConcurrentLinkedDeque<>();

  private SqliteDatabase(Jdbi jdbi, FileClaim claim) {
    this.jdbi = jdbi;
    this.claim = claim;
    this.writer = jdbi.open();
  }

  static SqliteDatabase open(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    FileClaim claim = FileClaim.of(absolute);
    try {
      SQLiteDataSource source = new SQLiteDataSource(config());
      source.setUrl("jdbc:sqlite:" + absolute);
      Database.migrate(source, Dialect.SQLITE);
      return new SqliteDatabase(Database.jdbi(source), claim);
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // A killed process loses nothing in WAL mode; NORMAL only risks the last commits at power loss.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(10_000);
    return config;
  }

  @Override
  public <T extends @Nullable Object> T write(Work<T> work) {
    writing.lock();
    try {
      return writer.inTransaction(work::on);
    } finally {
      writing.unlock();
    }
  }

  @Override
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
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public void close() {
    writing.lock();
    try {
      idleReaders.forEach(Handle::close);
      idleReaders.clear();
      writer.close();
      claim.close();
    } finally {
      writing.unlock();
    }
  }
}
