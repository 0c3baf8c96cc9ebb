package org.dimdesktop.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launchers make of the start-up caches that they find. */
class LauncherTest {
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path home;
  private Path lib = Path.of("");

  @BeforeEach
  void build() throws IOException {
    lib = Files.createDirectory(home.resolve("lib"));
    for (String part : new String[] {"find-jdk", "launchers/launch"}) {
      Path from = Path.of("packaging", part);
      Files.copy(from, lib.resolve(from.getFileName()));
    }
    Files.writeString(lib.resolve("class-path"), "dim-desktop-1.jar\n");
    Files.writeString(lib.resolve("dim-desktop-1.jar"), "");
    Files.writeString(lib.resolve("dim.aot"), "");
    at("class-path", BUILT);
    at("dim-desktop-1.jar", BUILT);
  }

  @Test
  void aCacheThatWasMadeAfterTheJarsIsUsed() throws IOException {
    at("dim.aot", BUILT.plusSeconds(10));

    assertThat(option()).isEqualTo("-XX:AOTCache=" + lib.resolve("dim.aot"));
  }

  @Test
  void theCacheOfAnOlderBuildIsNot() throws IOException {
    at("dim.aot", BUILT.minusSeconds(10));
    assertThat(option()).isEmpty();

    at("dim.aot", BUILT.plusSeconds(10));
    at("dim-desktop-1.jar", BUILT.plusSeconds(20));
    assertThat(option()).isEmpty();
  }

  @Test
  void withoutACacheNothingIsSaidOfOne() throws IOException {
    Files.delete(lib.resolve("dim.aot"));

    assertThat(option()).isEmpty();
  }

  private void at(String file, Instant time) throws IOException {
    Files.setLastModifiedTime(lib.resolve(file), FileTime.from(time));
  }

  private String option() {
    return Command.of(
            "sh", "-euc", "home=$1; . \"$home/lib/launch\"; cache dim; echo $aot", "sh", home)
        .run()
        .strip();
  }
}
