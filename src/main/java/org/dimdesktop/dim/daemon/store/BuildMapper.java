package org.dimdesktop.dim.daemon.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.DimJson;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Turns a row of the table {@code build} into the wire's record. */
final class BuildMapper implements RowMapper<Build> {
  private static final TypeReference<Map<String, String>> ARGS = new TypeReference<>() {};

  @Override
  public Build map(ResultSet row, StatementContext context) throws SQLException {
    String phase = row.getString("phase");
    Long started = number(row, "started_at");
    Long finished = number(row, "finished_at");
    return new Build(
        row.getString("id"),
        BuildStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        phase == null ? null : BuildPhase.valueOf(phase.toUpperCase(Locale.ROOT)),
        row.getString("repo"),
        row.getString("ref"),
        row.getString("commit_id"),
        row.getString("image"),
        row.getString("tag"),
        row.getString("dockerfile"),
        row.getString("context"),
        row.getString("target"),
        row.getString("platform"),
        args(row.getString("build_args")),
        row.getInt("no_cache") != 0,
        row.getString("digest"),
        row.getString("error_class"),
        row.getString("error_summary"),
        row.getString("rebuild_of"),
        row.getString("requested_by"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        time(started),
        time(finished),
        started == null || finished == null ? null : Math.max(0, finished - started),
        row.getLong("last_seq"));
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Instant time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static Map<String, String> args(String json) {
    try {
      return DimJson.mapper().readValue(json, ARGS);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
