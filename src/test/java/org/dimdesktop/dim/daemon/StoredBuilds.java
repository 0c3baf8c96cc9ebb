package org.dimdesktop.dim.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a daemon that does not run has stored, read from a copy of its files by SQL alone: opening
 * the files themselves would do part of the work of the next start.
 */
record StoredBuilds(Map<String, Row> builds) {
  /** A build; a line stands as {@code "seq stream text"}. */
  record Row(
      String status,
      String tag,
      String errorClass,
      String digest,
      long lastSeq,
      List<String> lines) {}

  static StoredBuilds read(Path data) {
    try {
      Path copy = Files.createTempDirectory("dim-stored");
      try {
        for (String name : List.of("dim.db", "dim.db-wal")) {
          if (Files.exists(data.resolve(name))) {
            Files.copy(data.resolve(name), copy.resolve(name));
          }
        }
        return query(copy.resolve("dim.db"));
      } finally {
        try (var files = Files.list(copy)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoredBuilds query(Path file) {
    Map<String, Row> builds = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "select id, status, tag, coalesce(error_class, ''), coalesce(digest, ''),"
                  + " last_seq from build"
                  + " order by id")) {
        while (row.next()) {
          builds.put(
              row.getString(1),
              new Row(
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getLong(6),
                  new ArrayList<>()));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "select build_id, seq, stream, line from log_line order by build_id, seq")) {
        while (row.next()) {
          Row build = builds.get(row.getString(1));
          if (build == null) {
            throw new AssertionError("a line of a build that is not there");
          }
          build.lines().add(line(row.getLong(2), row.getString(3), row.getString(4)));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError("the database of the daemon that ended is broken", e);
    }
    return new StoredBuilds(builds);
  }

  static String line(long seq, String stream, String text) {
    return seq + " " + stream + " " + text;
  }

  List<String> idsWith(String status) {
    return builds.entrySet().stream()
        .filter(e -> e.getValue().status().equals(status))
        .map(Map.Entry::getKey)
        .toList();
  }
}
