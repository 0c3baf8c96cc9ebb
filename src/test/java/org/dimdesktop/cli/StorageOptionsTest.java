package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.dimdesktop.dim.daemon.StorageConfig;
import org.dimdesktop.dim.daemon.store.DatabaseUrl;
import org.dimdesktop.dim.daemon.store.Retention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Where {@code dim daemon} is told to keep builds, and where it takes the password from. */
class StorageOptionsTest {
  @TempDir Path dir;

  private static StorageConfig config(Map<String, String> environment, String... arguments)
      throws Exception {
    StorageOptions options = new StorageOptions();
    CommandLine line =
        new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("s", CommandLine.Model.CommandSpec.forAnnotatedObject(options)));
    line.parseArgs(arguments);
    return options.config(environment);
  }

  private static String password(StorageConfig config) {
    return String.valueOf(
        ((DatabaseUrl.Postgres) Objects.requireNonNull(config.database())).password());
  }

  @Test
  void theDefaultKeepsEverythingInTheDataDirectory() throws Exception {
    assertThat(config(Map.of())).isEqualTo(StorageConfig.DEFAULT);
  }

  @Test
  void thePasswordComesFromTheEnvironmentOrAFileAndNeverFromAnArgument() throws Exception {
    String plain = "postgresql://me@h/d";
    String secret = "postgresql://me:geheim@h/d";
    Path file = Files.writeString(dir.resolve("password"), "from-file\n");
    assertThat(password(config(Map.of("DIM_DATABASE", secret)))).isEqualTo("geheim");
    assertThat(password(config(Map.of("PGPASSWORD", "pg"), "--database", plain))).isEqualTo("pg");
    assertThat(
            password(
                config(
                    Map.of("DIM_DATABASE", plain, "PGPASSWORD", "pg"),
                    "--database-password-file",
                    file.toString())))
        .isEqualTo("from-file");
    assertThat(password(config(Map.of(), "--database", plain))).isEqualTo("null");
    assertThatThrownBy(() -> config(Map.of(), "--database", secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DIM_DATABASE")
        .hasMessageNotContaining("geheim");
    assertThat(config(Map.of("DIM_DATABASE", secret, "DIM_SECRET_KEY", "k3y")).toString())
        .contains("postgresql://me@h:5432/d")
        .doesNotContain("geheim", "k3y");
  }

  @Test
  void whatIsKept() throws Exception {
    StorageConfig config =
        config(Map.of(), "--keep-builds", "100", "--keep-days", "7", "--lease", "10s");
    assertThat(config.retention()).isEqualTo(new Retention.Limits(100, Duration.ofDays(7)));
    assertThat(config.lease()).isEqualTo(Duration.ofSeconds(10));
    assertThatThrownBy(() -> config(Map.of(), "--keep-builds", "-1"))
        .hasMessageContaining("--keep-builds");
    assertThatThrownBy(() -> config(Map.of(), "--lease", "10ms")).hasMessageContaining("lease");
  }
}
