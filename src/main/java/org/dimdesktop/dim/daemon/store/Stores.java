package org.dimdesktop.dim.daemon.store;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.dimdesktop.dim.daemon.secret.SecretBox;

/** All that a daemon keeps, over one database. */
public record Stores(
    Database database,
    Signals signals,
    BuildStore builds,
    LeaseStore leases,
    LogTable logs,
    StepStore steps,
    EventStore events,
    CredentialStore credentials,
    AccessStore access)
    implements AutoCloseable {
  /**
   * Opens the database, and makes it on first use.
   *
   * @param lease how long other daemons wait for this one when it is silent
   * @throws org.dimdesktop.task.FailureException when it can't be opened, or its credentials were
   *     encrypted with another key
   */
  public static Stores open(DatabaseUrl url, SecretBox box, Clock clock, Duration lease)
      throws IOException {
    Signals signals = new Signals();
    Database database = Database.open(url, signals);
    try {
      KeyCheck.require(database, box, url);
      return over(database, signals, box, clock, lease);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Stores over(
      Database database, Signals signals, SecretBox box, Clock clock, Duration lease) {
    String owner = UlidCreator.getMonotonicUlid().toString();
    return new Stores(
        database,
        signals,
        new BuildStore(database, signals, clock),
        new LeaseStore(database, signals, clock, owner, lease),
        new LogTable(database, signals, owner),
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
