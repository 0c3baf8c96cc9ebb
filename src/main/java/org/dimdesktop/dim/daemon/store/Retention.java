package org.dimdesktop.dim.daemon.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Deletes old builds with their logs. What waits or runs stays. A build goes out of sight at once;
 * its rows go in small transactions, so that nobody who writes has to wait long.
 */
public final class Retention {
  private static final int BUILDS_AT_ONCE = 100;
  private static final int LINES_AT_ONCE = 5_000;

  private final Database database;
  private final Clock clock;
  private final Limits limits;

  /**
   * What is kept; null is without bound.
   *
   * @param builds how many builds that have ended, at least 0
   * @param age for how long after their end
   */
  public record Limits(@Nullable Integer builds, @Nullable Duration age) {
    /** Everything is kept. */
    public static final Limits NONE = new Limits(null, null);

    public Limits {
      if ((builds != null && builds < 0) || (age != null && age.isNegative())) {
        throw new IllegalArgumentException("builds are kept by a count or an age of at least 0");
      }
    }
  }

  public Retention(Database database, Clock clock, Limits limits) {
    this.database = database;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Deletes what is not to be kept any more. Blocks until done; an interrupt ends it early, and the
   * next call goes on.
   *
   * @return how many builds it deleted
   */
  public int run() {
    Duration age = limits.age();
    if (age != null) {
      hideAll("finished_at < :bound", clock.millis() - age.toMillis());
    }
    Integer builds = limits.builds();
    if (builds != null) {
      hideAll(
          "id <= (select id from build where removed = 0 and status not in ('queued', 'running')"
              + " order by id desc limit 1 offset :bound)",
          builds);
    }
    int deleted = 0;
    List<String> hidden = hidden();
    while (!hidden.isEmpty() && !Thread.currentThread().isInterrupted()) {
      for (String id : hidden) {
        delete(id);
        deleted++;
      }
      hidden = hidden();
    }
    return deleted;
  }

  private void hideAll(String condition, long bound) {
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      more = database.write(h -> hide(h, condition, bound)) == BUILDS_AT_ONCE;
    }
  }

  private static int hide(Handle h, String condition, long bound) {
    List<String> ids =
        h.createQuery(
                "select id from build where removed = 0 and status not in ('queued', 'running')"
                    + " and "
                    + condition
                    + " order by id limit :n")
            .bind("bound", bound)
            .bind("n", BUILDS_AT_ONCE)
            .mapTo(String.class)
            .list();
    for (String id : ids) {
      h.execute("delete from idempotency where build_id = ?", id);
      h.execute("delete from build_event where build_id = ?", id);
      h.execute("update build set removed = 1 where id = ?", id);
    }
    return ids.size();
  }

  private List<String> hidden() {
    return database.read(h ->
        h.createQuery("select id from build where removed = 1 order by id limit :n")
            .bind("n", BUILDS_AT_ONCE)
            .mapTo(String.class)
            .list());
  }

  private void delete(String id) {
    boolean more = true;
    while (more) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      more =
          database.write(h ->
              h.execute(
                  "delete from log_line where build_id = ? and seq <"
                      + " (select min(seq) from log_line where build_id = ?) + ?",
                  id,
                  id,
                  LINES_AT_ONCE))
              > 0;
    }
    database.write(h -> h.execute("delete from build where id = ? and removed = 1", id));
  }
}
