package org.dimdesktop.dim.daemon.store;

import java.io.IOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/** The daemon's database. Safe on every thread; an interrupt never cuts an operation in half. */
public sealed interface Database extends AutoCloseable permits SqliteDatabase, PostgresDatabase {
  /** Work on an open connection; it touches nothing else, for it may be done again. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    /** Does the work; what it throws rolls back. */
    T on(Handle handle);
  }

  /**
   * Opens or creates the database and brings its schema up to date.
   *
   * @param signals raised for what other daemons change
   * @throws org.dimdesktop.task.FailureException when it can't be reached, is held by another
   *     daemon, or refuses the login
   */
  static Database open(DatabaseUrl url, Signals signals) throws IOException {
    return switch (url) {
      case DatabaseUrl.Sqlite sqlite -> SqliteDatabase.open(sqlite.file());
      case DatabaseUrl.Postgres postgres -> PostgresDatabase.open(postgres, signals);
    };
  }

  /**
   * Connections whose errors do not repeat what was bound to a statement: it may be a person's data
   * or a secret's hash.
   */
  static Jdbi jdbi(DataSource source) {
    Jdbi jdbi = Jdbi.create(source).registerArgument(new PrintableText());
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    return jdbi;
  }

  /** Brings the schema up to date; of several daemons that start, one does it. */
  static void migrate(DataSource source, Dialect dialect) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:org/dimdesktop/db")
        .placeholders(dialect.placeholders())
        .load()
        .migrate();
  }

  /**
   * Runs {@code work} in a transaction.
   *
   * @throws DatabaseUnavailableException when the connection is gone for longer than a restart of
   *     the server takes; whether the work was done is then not known
   */
  <T extends @Nullable Object> T write(Work<T> work);

  /**
   * Runs {@code work}, which only reads.
   *
   * @throws DatabaseUnavailableException as {@link #write}
   */
  <T extends @Nullable Object> T read(Work<T> work);

  /** How it is spoken to. */
  Dialect dialect();

  /** Says whether other daemons may work on it at the same time. */
  boolean isShared();

  @Override
  void close();
}
