package org.dimdesktop.dim.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.dimdesktop.support.TestFolder;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a daemon may be told to keep its data. */
class DatabaseUrlTest {
  @Test
  void aPostgresUrlInAllItsParts() {
    DatabaseUrl url =
        DatabaseUrl.parse("postgresql://me:p%40ss+1@db.test:5433/dim?sslmode=require", "x");
    assertThat(url)
        .isEqualTo(
            new DatabaseUrl.Postgres(
                "db.test", 5433, "dim", "me", "p@ss+1", Map.of("sslmode", "require")));
    assertThat(url).hasToString("postgresql://me@db.test:5433/dim");
    assertThat(DatabaseUrl.parse("jdbc:postgres://db.test/dim", "os"))
        .isEqualTo(new DatabaseUrl.Postgres("db.test", 5432, "dim", "os", null, Map.of()));
  }

  @Test
  void aFileWithAndWithoutItsScheme() {
    DatabaseUrl file = new DatabaseUrl.Sqlite(Path.of("/var/lib/dim.db").toAbsolutePath());
    assertThat(DatabaseUrl.parse("/var/lib/dim.db", "x")).isEqualTo(file);
    assertThat(DatabaseUrl.parse("sqlite:///var/lib/dim.db", "x")).isEqualTo(file);
    assertThat(DatabaseUrl.parse("jdbc:sqlite:/var/lib/dim.db", "x")).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://me:geheim@h/d",
        "postgresql://me:geheim@h",
        "postgresql://me:geheim%@h/d",
        "postgresql://me:geheim }@h/d",
        "postgresql://me:geheim@h/d/e",
        "postgresql://me@h/d?password=geheim",
        "postgresql://me:geheim@h/d?socketFactory=x.Y",
      })
  void whatIsWrongIsToldWithoutTheUrl(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> {
          for (Throwable t = e; t != null; t = t.getCause()) {
            assertThat(t.getMessage()).isNotBlank().doesNotContain("geheim");
          }
        });
  }

  @Test
  void aSecondDaemonOnOneFileIsRefused() throws Exception {
    Path folder = TestFolder.create();
    DatabaseUrl url = new DatabaseUrl.Sqlite(folder.resolve("dim.db"));
    try {
      Database first = Database.open(url, new Signals());
      assertThatThrownBy(() -> Database.open(url, new Signals()))
          .isInstanceOf(FailureException.class)
          .hasMessageContaining(folder.resolve("dim.db").toRealPath().toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("PostgreSQL");
      first.close();
      Database.open(url, new Signals()).close();
    } finally {
      TestFolder.delete(folder);
    }
  }
}
