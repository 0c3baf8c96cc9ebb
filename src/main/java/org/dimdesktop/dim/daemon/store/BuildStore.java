package org.dimdesktop.dim.daemon.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.dim.api.BuildStatus;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The builds, and the one place that moves them on: every change of status or phase is written
 * together with its event, and a status never goes back.
 */
public final class BuildStore {
  private static final Duration IDEMPOTENCY = Duration.ofHours(24);
  private static final BuildMapper MAPPER = BuildRows.MAPPER;

  private final Database database;
  private final BuildRows rows;
  private final Signals signals;
  private final Clock clock;

  public BuildStore(Database database, Signals signals, Clock clock) {
    this.database = database;
    this.rows = new BuildRows(database, signals);
    this.signals = signals;
    this.clock = clock;
  }

  /** The first build that {@code owner} submitted with {@code key} within the last 24 hours. */
  public Optional<Build> findIdempotent(String owner, String key) {
    return database.read(h -> findIdempotent(h, owner, key));
  }

  private Optional<Build> findIdempotent(Handle h, String owner, String key) {
    return h.createQuery(
            "select b.* from idempotency i join build b on b.id = i.build_id where i.owner = :owner"
                + " and i.idem_key = :key and i.created_at > :since and b.removed = 0")
        .bind("owner", owner)
        .bind("key", key)
        .bind("since", clock.millis() - IDEMPOTENCY.toMillis())
        .map(MAPPER)
        .findOne();
  }

  /**
   * Queues a build, unless {@code bound} builds are queued already or the key was used before.
   *
   * @param key the idempotency key, with the token's owner, or null
   */
  public Submission submit(Build build, int bound, @Nullable IdempotencyKey key) {
    Submission result =
        database.write(h -> {
          database.dialect().serialise(h); // the count holds, and a key is used once
          if (key != null) {
            Optional<Build> first = findIdempotent(h, key.owner(), key.key());
            if (first.isPresent()) {
              return new Submission.Repeated(first.get());
            }
          }
          int queued =
              h.createQuery("select count(*) from build where status = 'queued'")
                  .mapTo(Integer.class)
                  .one();
          if (queued >= bound) {
            return new Submission.Full();
          }
          insert(h, build);
          if (key != null) {
            remember(h, key, build.id());
          }
          return new Submission.Accepted(rows.publish(h, build.id()));
        });
    signals.changes().raise();
    return result;
  }

  private void remember(Handle h, IdempotencyKey key, String id) {
    h.execute(
        "delete from idempotency where created_at <= ?", clock.millis() - IDEMPOTENCY.toMillis());
    h.execute(
        "insert into idempotency (owner, idem_key, build_id, created_at) values (?, ?, ?, ?)",
        key.owner(),
        key.key(),
        id,
        clock.millis());
  }

  private static void insert(Handle h, Build b) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("id", b.id());
    row.put("status", b.status().wire());
    row.put("repo", b.repo());
    row.put("ref", b.ref());
    row.put("image", b.image());
    row.put("tag", b.tag());
    row.put("dockerfile", b.dockerfile());
    row.put("context", b.context());
    row.put("target", b.target());
    row.put("platform", b.platform());
    row.put("build_args", BuildRows.json(b.buildArgs()));
    row.put("no_cache", b.noCache() ? 1 : 0);
    row.put("rebuild_of", b.rebuildOf());
    row.put("requested_by", b.requestedBy());
    row.put("created_at", b.createdAt().toEpochMilli());
    h.createUpdate(
            "insert into build (id, status, repo, ref, image, tag, dockerfile, context, target,"
                + " platform, build_args, no_cache, rebuild_of, requested_by, created_at) values"
                + " (:id, :status, :repo, :ref, :image, :tag, :dockerfile, :context, :target,"
                + " :platform, :build_args, :no_cache, :rebuild_of, :requested_by, :created_at)")
        .bindMap(row)
        .execute();
  }

  /** One build. */
  public Optional<Build> find(String id) {
    return database.read(h -> BuildRows.find(h, id));
  }

  /** The builds that match, newest first. */
  public List<Build> list(BuildQuery query) {
    StringBuilder sql = new StringBuilder("select * from build where removed = 0");
    Map<String, Object> values = new HashMap<>();
    if (query.status() != null) {
      sql.append(" and status = :status");
      values.put("status", query.status().wire());
    }
    if (query.image() != null) {
      sql.append(" and image = :image");
      values.put("image", query.image());
    }
    if (query.repo() != null) {
      sql.append(" and repo = :repo");
      values.put("repo", query.repo());
    }
    if (query.before() != null) {
      sql.append(" and id < :before");
      values.put("before", query.before());
    }
    if (query.q() != null) {
      List<String> parts = new ArrayList<>();
      for (String column : List.of("id", "repo", "ref", "image", "tag", "commit_id")) {
        parts.add("lower(" + column + ") like lower(:q) escape '!'");
      }
      sql.append(" and (").append(String.join(" or ", parts)).append(")");
      values.put("q", "%" + query.q().replaceAll("[!%_]", "!$0") + "%");
    }
    sql.append(" order by id desc limit :limit");
    values.put("limit", query.limit());
    return database.read(h -> h.createQuery(sql.toString()).bindMap(values).map(MAPPER).list());
  }

  /** Moves a running build to its next phase. */
  public void phase(String id, BuildPhase phase) {
    rows.change(
        id, "update build set phase = ? where id = ? and status = 'running'", phase.wire(), id);
  }

  /** Records what the ref named. */
  public void commit(String id, String commit) {
    rows.change(
        id, "update build set commit_id = ? where id = ? and status = 'running'", commit, id);
  }

  /**
   * Ends a build that has not ended yet.
   *
   * @return whether it was this call that ended it
   */
  public boolean finish(String id, Outcome outcome) {
    return rows.change(
        id,
        "update build set status = ?, phase = null, digest = ?, error_class = ?, error_summary = ?,"
            + " finished_at = ? where id = ? and status in ('queued', 'running')",
        outcome.status().wire(),
        outcome.digest(),
        outcome.errorClass(),
        outcome.errorSummary(),
        clock.millis(),
        id);
  }

  /** Cancels a build if it is still queued, and says whether it was. */
  public boolean cancelQueued(String id) {
    return rows.change(
        id,
        "update build set status = 'canceled', finished_at = ? where id = ? and status = 'queued'",
        clock.millis(),
        id);
  }

  /** How many builds have a status. */
  public int count(BuildStatus status) {
    return database.read(h ->
        h.createQuery("select count(*) from build where status = :s and removed = 0")
            .bind("s", status.wire())
            .mapTo(Integer.class)
            .one());
  }
}
