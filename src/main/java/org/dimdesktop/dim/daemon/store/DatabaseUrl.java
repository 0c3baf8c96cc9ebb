package org.dimdesktop.dim.daemon.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a daemon keeps its data; neither its text nor an error about it holds the password. */
public sealed interface DatabaseUrl {
  /** A file of one daemon's own. */
  record Sqlite(Path file) implements DatabaseUrl {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /**
   * A database that several daemons may share.
   *
   * @param password null where the server needs none, or a {@code .pgpass} file holds it
   * @param options settings of the connection, such as {@code sslmode}
   */
  record Postgres(
      String host,
      int port,
      String database,
      String user,
      @Nullable String password,
      Map<String, String> options)
      implements DatabaseUrl {
    public Postgres {
      options = Map.copyOf(options);
    }

    /** The same with another password. */
    public Postgres withPassword(String other) {
      return new Postgres(host, port, database, user, other, options);
    }

    @Override
    public String toString() {
      return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }
  }

  /** What a URL may set beyond the place; others could load classes or hold secrets. */
  Set<String> OPTIONS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "currentSchema", "ApplicationName");

  /**
   * Reads {@code postgresql://user:password@host:port/database?sslmode=…}, {@code sqlite:PATH} or a
   * plain path.
   *
   * @param defaultUser who logs in where the URL does not say
   * @throws IllegalArgumentException saying what is wrong, without the URL, which may hold a
   *     password
   */
  static DatabaseUrl parse(String text, String defaultUser) {
    String url = text.strip();
    if (url.startsWith("jdbc:")) {
      url = url.substring("jdbc:".length());
    }
    if (url.startsWith("postgresql:") || url.startsWith("postgres:")) {
      return postgres(url, defaultUser);
    }
    String path = url.startsWith("sqlite:") ? url.substring("sqlite:".length()) : url;
    if (path.startsWith("//")) {
      path = path.substring(2);
    }
    if (path.isBlank() || path.contains("://")) {
      throw new IllegalArgumentException(
          "the database must be postgresql://USER@HOST/DATABASE or a file for SQLite");
    }
    try {
      return new Sqlite(Path.of(path).toAbsolutePath());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("the database's file name cannot be one here", e);
    }
  }

  private static Postgres postgres(String url, String defaultUser) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      // Not as the cause: its message repeats the URL.
      throw new IllegalArgumentException(
          "the database URL is malformed at character "
              + (e.getIndex() + 1)
              + "; write special characters of a password as %XX");
    }
    String database = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    if (uri.getHost() == null || database.isEmpty() || database.contains("/")) {
      throw new IllegalArgumentException(
          "the database URL must be postgresql://USER@HOST:PORT/DATABASE");
    }
    String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = login.indexOf(':');
    String user = decode(colon < 0 ? login : login.substring(0, colon));
    return new Postgres(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        database,
        user.isEmpty() ? defaultUser : user,
        colon < 0 ? null : decode(login.substring(colon + 1)),
        options(uri.getRawQuery()));
  }

  private static Map<String, String> options(@Nullable String query) {
    Map<String, String> options = new TreeMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        if (equals < 0 || !OPTIONS.contains(name)) {
          throw new IllegalArgumentException(
              "the database URL may set only "
                  + String.join(", ", new java.util.TreeSet<>(OPTIONS)));
        }
        options.put(name, decode(pair.substring(equals + 1)));
      }
    }
    return options;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
