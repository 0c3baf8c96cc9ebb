package org.dimdesktop.dim.daemon.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.dimdesktop.dim.daemon.secret.SecretBox;

/** All that a daemon keeps, over one database. */
public record Stores(
    Database database,
    Signals signals,
    BuildStore builds,
    LogTable logs,
    StepStore steps,
    EventStore events,
    CredentialStore credentials,
    AccessStore access)
    implements AutoCloseable {
  /** Opens the database, and makes it on first use. */
  public static Stores open(Path file, SecretBox box, Clock clock) throws IOException {
    Database database = Database.open(file);
    Signals signals = new Signals();
    return new Stores(
        database,
        signals,
        new BuildStore(database, signals, clock),
        new LogTable(database, signals),
        new StepStore(database),
        new EventStore(database),
        new CredentialStore(database, box, clock),
        new AccessStore(database, clock));
  }

  @Override
  public void close() {
    database.close();
  }
}
