package org.dimdesktop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dimdesktop.dim.daemon.StorageConfig;
import org.dimdesktop.dim.daemon.store.DatabaseUrl;
import org.dimdesktop.dim.daemon.store.Retention;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code dim daemon} that say where builds are kept, and for how long. */
final class StorageOptions {
  private static final String URL = "DIM_DATABASE";
  private static final String PASSWORD = "PGPASSWORD";
  private static final String KEY = "DIM_SECRET_KEY";

  // No default from the environment here: a password there must not turn up in the help.
  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "postgresql://USER@HOST:PORT/DB, which several daemons may share, or a file for SQLite;"
              + " by default a file in the data directory (DIM_DATABASE)")
  private @Nullable String database;

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      defaultValue = "${env:DIM_DATABASE_PASSWORD_FILE}",
      description =
          "holds the password for PostgreSQL; else it is taken from the URL in DIM_DATABASE, from"
              + " PGPASSWORD or from ~/.pgpass (DIM_DATABASE_PASSWORD_FILE)")
  private @Nullable Path passwordFile;

  @Option(
      names = "--keep-builds",
      paramLabel = "N",
      defaultValue = "${env:DIM_KEEP_BUILDS}",
      description = "keep the newest N builds that have ended; all by default (DIM_KEEP_BUILDS)")
  private @Nullable Integer keepBuilds;

  @Option(
      names = "--keep-days",
      paramLabel = "N",
      defaultValue = "${env:DIM_KEEP_DAYS}",
      description = "keep builds for N days after their end; for ever by default (DIM_KEEP_DAYS)")
  private @Nullable Integer keepDays;

  @Option(
      names = "--lease",
      paramLabel = "D",
      defaultValue = "${env:DIM_LEASE:-30s}",
      converter = DurationConverter.class,
      description =
          "where daemons share a database: how long one may be silent before the others end its"
              + " builds (DIM_LEASE)")
  private Duration lease = Duration.ofSeconds(30);

  /**
   * What they say.
   *
   * @throws IllegalArgumentException when one is wrong; its message holds no password
   */
  StorageConfig config(Map<String, String> environment) throws IOException {
    return new StorageConfig(
        url(environment),
        environment.get(KEY),
        new Retention.Limits(
            notNegative("--keep-builds", keepBuilds),
            keepDays == null ? null : Duration.ofDays(notNegative("--keep-days", keepDays))),
        lease);
  }

  private @Nullable DatabaseUrl url(Map<String, String> environment) throws IOException {
    String text = database != null ? database : environment.get(URL);
    if (text == null || text.isBlank()) {
      return null;
    }
    String user = environment.getOrDefault("PGUSER", System.getProperty("user.name", "dim"));
    DatabaseUrl url = DatabaseUrl.parse(text, user);
    if (!(url instanceof DatabaseUrl.Postgres postgres)) {
      return url;
    }
    if (database != null && postgres.password() != null) {
      throw new IllegalArgumentException(
          "--database must not hold a password, for other users can see it; give the URL in "
              + URL
              + ", the password in "
              + PASSWORD
              + ", or a file with --database-password-file");
    }
    String password = passwordFile != null ? read(passwordFile) : environment.get(PASSWORD);
    return postgres.password() != null || password == null
        ? postgres
        : postgres.withPassword(password);
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no password file " + file, e);
    }
  }

  private static <T extends @Nullable Integer> T notNegative(String option, T value) {
    if (value != null && value < 0) {
      throw new IllegalArgumentException(option + " must be 0 or more");
    }
    return value;
  }
}
