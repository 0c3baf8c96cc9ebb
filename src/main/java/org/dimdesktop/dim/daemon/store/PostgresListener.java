package org.dimdesktop.dim.daemon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other daemons change, on a connection of its own. While it has none, it wakes
 * everybody once a second, so that they look for themselves.
 */
final class PostgresListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresListener.class);

  /** Silence after which the connection is tried. */
  private static final int SILENCE_MILLIS = 10_000;

  private final DataSource source;
  private final Signals signals;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("dim-database-listener").factory());
  private volatile @Nullable Connection current;

  private PostgresListener(DataSource source, Signals signals) {
    this.source = source;
    this.signals = signals;
  }

  static PostgresListener start(DataSource source, Signals signals) {
    PostgresListener listener = new PostgresListener(source, signals);
    listener.thread.execute(listener::run);
    return listener;
  }

  private void run() {
    boolean told = false;
    while (closing.getCount() > 0) {
      try (Connection connection = source.getConnection()) {
        current = connection;
        told = false;
        listen(connection);
      } catch (SQLException e) {
        if (closing.getCount() > 0 && !told) {
          LOG.warn("no notices from the database, looking every second: {}", e.getMessage());
          told = true;
        }
      } catch (RuntimeException e) {
        LOG.error("the database's notices", e);
      }
      signals.raiseAll();
      pause();
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + Dialect.CHANNEL);
      signals.raiseAll(); // for what came while nobody listened
      PGConnection postgres = connection.unwrap(PGConnection.class);
      while (closing.getCount() > 0) {
        PGNotification[] notices = postgres.getNotifications(SILENCE_MILLIS);
        if (notices == null || notices.length == 0) {
          statement.execute("select 1"); // a dead peer answers with an error, or not in time
        } else {
          for (PGNotification notice : notices) {
            signals.hear(notice.getParameter());
          }
        }
      }
    }
  }

  private void pause() {
    try {
      boolean _ = closing.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    Connection connection = current;
    try {
      if (connection != null) {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      LOG.debug("closing the listener", e);
    }
    thread.shutdown();
  }
}
