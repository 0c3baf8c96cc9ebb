package org.dimdesktop.dim.daemon.store;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dimdesktop.dim.api.Build;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Which running build belongs to which daemon, and until when: a daemon renews the leases of what
 * it runs, and any daemon ends the builds whose lease has run out.
 */
public final class LeaseStore {
  private static final int CLAIM_TRIES = 10;
  private static final String END =
      "update build set status = 'failure', phase = null, error_class = ?, error_summary = ?,"
          + " finished_at = ? where id = ? and status = 'running' and ";

  private final Database database;
  private final BuildRows rows;
  private final Signals signals;
  private final Clock clock;
  private final String owner;
  private final Duration lease;

  /**
   * The leases of one daemon.
   *
   * @param owner this daemon's name, which no other start of a daemon has
   * @param lease how long others wait for a daemon that is silent
   */
  public LeaseStore(Database database, Signals signals, Clock clock, String owner, Duration lease) {
    this.database = database;
    this.rows = new BuildRows(database, signals);
    this.signals = signals;
    this.clock = clock;
    this.owner = owner;
    this.lease = lease;
  }

  /** How long others wait for this daemon when it is silent. */
  public Duration lease() {
    return lease;
  }

  /** Says whether other daemons may take part. */
  public boolean isShared() {
    return database.isShared();
  }

  /**
   * Takes the oldest queued build for running. Builds of one image and tag run one after the other:
   * on an engine they share the tag, and the one would push the other's image.
   */
  public java.util.Optional<Build> claim() {
    for (int i = 0; i < CLAIM_TRIES; i++) {
      try {
        java.util.Optional<Build> claimed = database.write(this::claim);
        claimed.ifPresent(b -> rows.raise(b.id()));
        return claimed;
      } catch (UnableToExecuteStatementException e) {
        if (!isTaken(e)) {
          throw e;
        }
        // At this moment another daemon began a build of the same tag; there may be another one.
      }
    }
    return java.util.Optional.empty();
  }

  private java.util.Optional<Build> claim(Handle h) {
    return h.createQuery(
            "select id from build b where status = 'queued' and not exists (select 1 from build r"
                + " where r.status = 'running' and r.image = b.image and r.tag = b.tag)"
                + " order by id limit 1"
                + database.dialect().skipLocked())
        .mapTo(String.class)
        .findOne()
        .map(id -> {
          h.execute(
              "update build set status = 'running', phase = 'clone', started_at = ?, owner = ?,"
                  + " lease_until = "
                  + database.dialect().now()
                  + " + ? where id = ?",
              clock.millis(),
              owner,
              lease.toMillis(),
              id);
          return rows.publish(h, id);
        });
  }

  private static boolean isTaken(UnableToExecuteStatementException e) {
    return e.getCause() instanceof java.sql.SQLException sql && "23505".equals(sql.getSQLState());
  }

  /** Prolongs the leases of builds, and returns those of them that are this daemon's still. */
  public Set<String> renew(Set<String> ids) {
    return ids.isEmpty() ? Set.of() : database.write(h -> renew(h, ids));
  }

  private Set<String> renew(Handle h, Set<String> ids) {
    Set<String> held = new HashSet<>();
    for (String id : ids.stream().sorted().toList()) {
      int hit =
          h.execute(
              "update build set lease_until = "
                  + database.dialect().now()
                  + " + ? where id = ? and owner = ? and status = 'running'",
              lease.toMillis(),
              id,
              owner);
      if (hit > 0) {
        held.add(id);
      }
    }
    return held;
  }

  /** Asks whichever daemon runs the build to stop it. */
  public void requestCancel(String id) {
    database.write(h -> {
      h.execute("update build set cancel_requested = 1 where id = ? and status = 'running'", id);
      database.dialect().announce(h, Signals.cancel(id));
      return null;
    });
    signals.cancels().raise();
  }

  /** Which of this daemon's builds somebody wants stopped. */
  public List<String> cancelRequests() {
    return database.read(h ->
        h.createQuery(
                "select id from build where status = 'running' and owner = :owner"
                    + " and cancel_requested = 1")
            .bind("owner", owner)
            .mapTo(String.class)
            .list());
  }

  /** Says whether this daemon runs the build. */
  public boolean isMine(String id) {
    return database.read(h ->
        h.createQuery("select 1 from build where id = :id and owner = :owner")
            .bind("id", id)
            .bind("owner", owner)
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  /**
   * Ends the builds of dead daemons: on a shared database those whose lease has run out, else all
   * that are not this daemon's own.
   *
   * @return how many
   */
  public int reap() {
    return end(
        database.isShared()
            ? "(lease_until is null or lease_until < " + database.dialect().now() + ")"
            : "(owner is null or owner <> ?)",
        database.isShared() ? null : owner);
  }

  /** Ends what this daemon still runs, at its own end. */
  public int release() {
    return end("owner = ?", owner);
  }

  private int end(String condition, @Nullable String value) {
    Outcome outcome = Outcome.restarted();
    List<String> lost =
        database.read(h -> {
          var query =
              h.createQuery("select id from build where status = 'running' and " + condition);
          return (value == null ? query : query.bind(0, value)).mapTo(String.class).list();
        });
    int ended = 0;
    for (String id : lost) {
      Object[] always = {outcome.errorClass(), outcome.errorSummary(), clock.millis(), id};
      Object[] values = always;
      if (value != null) {
        values = java.util.Arrays.copyOf(always, always.length + 1);
        values[always.length] = value;
      }
      // The condition again: its daemon may have come back to life in between.
      if (rows.change(id, END + condition, values)) {
        ended++;
      }
    }
    return ended;
  }
}
