package org.dimdesktop.dim.daemon.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL, which several daemons may share. Work is done on threads that nobody interrupts: an
 * interrupt would close the connection under it. Work that a lost connection cut off before its
 * commit is done again.
 */
final class PostgresDatabase implements Database {
  private static final int CONNECTIONS = 10;
  private static final int WRITERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DatabaseUrl.Postgres url;
  private final Duration patience;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final PostgresListener listener;

  /** Apart from the readers: a hundred followers of a log must not hold up a lease. */
  private final ExecutorService writers = threads("dim-database-write-", WRITERS);

  private final ExecutorService readers = threads("dim-database-read-", CONNECTIONS - WRITERS);

  private PostgresDatabase(
      DatabaseUrl.Postgres url,
      Duration patience,
      HikariDataSource pool,
      PostgresListener listener) {
    this.url = url;
    this.patience = patience;
    this.pool = pool;
    this.listener = listener;
    this.jdbi = Database.jdbi(pool);
  }

  private static ExecutorService threads(String name, int count) {
    return Executors.newFixedThreadPool(
        count, Thread.ofPlatform().daemon().name(name, 0).factory());
  }

  static PostgresDatabase open(DatabaseUrl.Postgres url, Signals signals) {
    return open(url, signals, PATIENCE);
  }

  /** The same, which tries for so long to reach a database that cannot be. */
  static PostgresDatabase open(DatabaseUrl.Postgres url, Signals signals, Duration patience) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source(url));
    config.setPoolName("dim");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    HikariDataSource pool = null;
    try {
      pool = new HikariDataSource(config);
      requireUnicode(pool, url);
      Database.migrate(pool, Dialect.POSTGRES);
      return new PostgresDatabase(
          url, patience, pool, PostgresListener.start(source(url), signals));
    } catch (RuntimeException e) {
      if (pool != null) {
        pool.close();
      }
      throw e instanceof FailureException ? e : new FailureException(refused(url, e), e);
    }
  }

  private static PGSimpleDataSource source(DatabaseUrl.Postgres url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {url.host()});
    source.setPortNumbers(new int[] {url.port()});
    source.setDatabaseName(url.database());
    source.setUser(url.user());
    if (url.password() != null) {
      source.setPassword(url.password());
    }
    source.setApplicationName("dim daemon");
    source.setConnectTimeout(10);
    source.setSocketTimeout(60);
    source.setTcpKeepAlive(true);
    source.setReWriteBatchedInserts(true);
    source.setLogServerErrorDetail(false); // else errors repeat what was to be stored
    // A daemon that is frozen within a transaction must not hold up the others.
    source.setOptions("-c idle_in_transaction_session_timeout=15000 -c lock_timeout=30000");
    url.options()
        .forEach((name, value) -> {
          try {
            source.setProperty(name, value);
          } catch (SQLException e) {
            throw new IllegalArgumentException("the database URL's " + name + " is not valid", e);
          }
        });
    return source;
  }

  private static void requireUnicode(HikariDataSource pool, DatabaseUrl.Postgres url) {
    String encoding =
        Jdbi.create(pool)
            .withHandle(h -> h.createQuery("show server_encoding").mapTo(String.class).one());
    if (!encoding.equalsIgnoreCase("UTF8")) {
      throw new FailureException(
          new Failure.Unsupported(
              "open the database",
              url.toString(),
              "its encoding is "
                  + encoding
                  + " and logs need UTF8; make one with: createdb -E UTF8 -T template0 "
                  + url.database()));
    }
  }

  private static Failure refused(DatabaseUrl.Postgres url, Throwable e) {
    SQLException cause = sqlCause(e);
    String state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
    String message =
        cause == null || cause.getMessage() == null
            ? e.getClass().getSimpleName()
            : cause.getMessage().lines().findFirst().orElse("");
    String action = "open the database";
    if (state.startsWith("28")) {
      return new Failure.Unauthorized(action, url.toString(), message, url.host());
    }
    return isLoss(e)
        ? new Failure.Unreachable(action, url.toString(), message)
        : new Failure.Broken(action, url.toString(), message);
  }

  /** The innermost: pools and libraries wrap what the driver said. */
  private static @Nullable SQLException sqlCause(Throwable e) {
    SQLException found = null;
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        found = sql;
      }
    }
    return found;
  }

  /** The connection is gone or none is to be had, or the server broke a deadlock at our cost. */
  private static boolean isLoss(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && isLossState(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLossState(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return e instanceof java.sql.SQLTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("25P03") // the session idled in a transaction for too long: it was frozen
        || state.equals("40P01")
        || state.equals("53300");
  }

  @Override
  public <T extends @Nullable Object> T write(Work<T> work) {
    return call(
        writers,
        () -> {
          long giveUp = System.nanoTime() + patience.toNanos();
          for (int tries = 1; ; tries++) {
            boolean[] done = {false};
            try (Handle handle = jdbi.open()) {
              return handle.inTransaction(h -> {
                T result = work.on(h);
                done[0] = true;
                return result;
              });
            } catch (RuntimeException e) {
              again(e, tries, giveUp, done[0]);
            }
          }
        });
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) {
    return call(
        readers,
        () -> {
          long giveUp = System.nanoTime() + patience.toNanos();
          for (int tries = 1; ; tries++) {
            try (Handle handle = jdbi.open()) {
              return work.on(handle);
            } catch (RuntimeException e) {
              again(e, tries, giveUp, false);
            }
          }
        });
  }

  /** Returns where another attempt may help; a commit that was cut off may have been made. */
  private void again(RuntimeException e, int tries, long giveUp, boolean committing) {
    if (!isLoss(e)) {
      throw e;
    }
    // Whoever was frozen in the middle of the first try wakes when its time is long over.
    boolean late = tries > 1 && System.nanoTime() - giveUp > 0;
    if (committing || late) {
      throw new DatabaseUnavailableException(url, e);
    }
  }

  private <T extends @Nullable Object> T call(ExecutorService threads, Callable<T> work) {
    Future<T> result = threads.submit(work);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRES;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void close() {
    listener.close();
    writers.shutdown();
    readers.shutdown();
    pool.close();
  }
}
