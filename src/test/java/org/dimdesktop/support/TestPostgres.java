package org.dimdesktop.support;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** A database of the test's own on the test bed's PostgreSQL. */
public final class TestPostgres implements AutoCloseable {
  private final URI server;
  private final String password;
  private final String name = "t" + UUID.randomUUID().toString().replace("-", "");

  private TestPostgres(URI server, String password) {
    this.server = server;
    this.password = password;
    execute("create database " + name);
  }

  /**
   * Skips the test where the test bed could not bring a PostgreSQL; it said so in large letters.
   */
  public static TestPostgres create() {
    String url = System.getenv("DIM_TEST_POSTGRES");
    Assumptions.assumeTrue(
        url != null && !url.isEmpty(), "SKIPPED: the test bed has no PostgreSQL");
    return new TestPostgres(URI.create(url), System.getenv("DIM_TEST_POSTGRES_PASSWORD"));
  }

  /** {@code tcp://127.0.0.1:PORT}, for a proxy before it. */
  public URI address() {
    return URI.create("tcp://" + server.getAuthority().replaceFirst(".*@", ""));
  }

  /** As {@code --database} takes it, without the password. */
  public String url() {
    return url(server.getHost() + ":" + server.getPort());
  }

  /** The same by another way, such as a proxy at {@code host:port}. */
  public String url(String authority) {
    return "postgresql://" + server.getUserInfo() + "@" + authority + "/" + name;
  }

  /** With the password, as the environment may hold it. */
  public String secretUrl(String authority) {
    return url(authority).replace("@", ":" + password + "@");
  }

  public String secretUrl() {
    return secretUrl(server.getHost() + ":" + server.getPort());
  }

  public String password() {
    return password;
  }

  /** Ends every connection to the database, as a restart of the server would. */
  public void cutConnections() {
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  /** How many connections are open to the database. */
  public int connections() {
    try (Connection c = connect();
        Statement s = c.createStatement();
        var rows =
            s.executeQuery(
                "select count(*) from pg_stat_activity where datname = '" + name + "'")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", server.getUserInfo());
    login.setProperty("password", password);
    return DriverManager.getConnection(
        "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + server.getPath(), login);
  }

  private void execute(String sql) {
    try (Connection c = connect();
        Statement s = c.createStatement()) {
      s.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    execute("drop database if exists " + name + " with (force)");
  }
}
