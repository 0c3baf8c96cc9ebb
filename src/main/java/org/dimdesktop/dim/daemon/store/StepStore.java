package org.dimdesktop.dim.daemon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.dimdesktop.dim.api.BuildStep;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The steps of all builds; each is written again whenever it has changed. */
public final class StepStore {
  private final Database database;

  public StepStore(Database database) {
    this.database = database;
  }

  /** Stores steps of a build, in place of what was stored under their numbers. */
  public void put(String buildId, List<BuildStep> steps) {
    if (steps.isEmpty()) {
      return;
    }
    database.write(h -> {
      PreparedBatch batch =
          h.prepareBatch(
              "insert into build_step (build_id, number, name, started_at, finished_at, cached,"
                  + " error, dockerfile_line, dockerfile_text)"
                  + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (build_id, number) do update"
                  + " set name = excluded.name, started_at = excluded.started_at,"
                  + " finished_at = excluded.finished_at, cached = excluded.cached,"
                  + " error = excluded.error, dockerfile_line = excluded.dockerfile_line,"
                  + " dockerfile_text = excluded.dockerfile_text");
      for (BuildStep step : steps) {
        batch.add(
            buildId,
            step.number(),
            step.name(),
            millis(step.startedAt()),
            millis(step.finishedAt()),
            step.cached() ? 1 : 0,
            step.error(),
            step.dockerfileLine(),
            step.dockerfileText());
      }
      return batch.execute();
    });
  }

  /** The steps of a build in the order of their numbers. */
  public List<BuildStep> list(String buildId) {
    return database.read(h ->
        h.createQuery("select * from build_step where build_id = :id order by number")
            .bind("id", buildId)
            .map((row, context) -> step(row))
            .list());
  }

  private static BuildStep step(ResultSet row) throws SQLException {
    Long line = BuildMapper.number(row, "dockerfile_line");
    return new BuildStep(
        row.getInt("number"),
        row.getString("name"),
        BuildMapper.time(BuildMapper.number(row, "started_at")),
        BuildMapper.time(BuildMapper.number(row, "finished_at")),
        row.getInt("cached") != 0,
        row.getString("error"),
        line == null ? null : line.intValue(),
        row.getString("dockerfile_text"));
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
