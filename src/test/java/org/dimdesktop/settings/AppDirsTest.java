package org.dimdesktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppDirsTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void linuxFollowsTheXdgVariables() {
    AppDirs dirs =
        AppDirs.of(Map.of("XDG_CONFIG_HOME", "/cfg", "XDG_CACHE_HOME", "relative"), "Linux", HOME);
    assertThat(dirs.config()).isEqualTo(Path.of("/cfg/dim-desktop"));
    assertThat(dirs.state()).isEqualTo(HOME.resolve(".local/state/dim-desktop"));
    assertThat(dirs.cache()).as("not absolute").isEqualTo(HOME.resolve(".cache/dim-desktop"));
  }

  @Test
  void macosUsesTheLibrary() {
    assertThat(AppDirs.of(Map.of(), "Mac OS X", HOME).config())
        .isEqualTo(HOME.resolve("Library/Application Support/dim-desktop"));
  }
}
