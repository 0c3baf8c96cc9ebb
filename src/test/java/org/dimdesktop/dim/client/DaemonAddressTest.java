package org.dimdesktop.dim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonAddressTest {
  @TempDir Path home;

  private DaemonAddress find(Map<String, String> environment) {
    return DaemonAddress.find(environment, home);
  }

  @Test
  void whereTheDaemonIs() {
    assertThat(find(Map.of()).uri()).isEqualTo(URI.create("http://127.0.0.1:8080"));
    assertThat(find(Map.of("DIM_ADDR", " ")).uri()).isEqualTo(DaemonAddress.DEFAULT);
    assertThat(find(Map.of("DIM_ADDR", "build.test:9")).uri())
        .isEqualTo(URI.create("http://build.test:9"));
    assertThat(find(Map.of("DIM_ADDR", "https://build.test")).uri())
        .isEqualTo(URI.create("https://build.test"));
    for (String wrong : new String[] {"ftp://build.test", "http://", "http:// x"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> find(Map.of("DIM_ADDR", wrong)));
    }
  }

  @Test
  void whereTheTokenIs() throws IOException {
    assertThat(find(Map.of()).token()).isNull();
    write(home.resolve(".config"), "from-home\n");
    assertThat(find(Map.of()).token()).isEqualTo("from-home");
    write(home.resolve("roaming"), "from-appdata");
    Map<String, String> windows = Map.of("APPDATA", home.resolve("roaming").toString());
    assertThat(find(windows).token()).isEqualTo("from-appdata");
    write(home.resolve("xdg"), "from-xdg");
    Map<String, String> xdg = Map.of("XDG_CONFIG_HOME", home.resolve("xdg").toString());
    assertThat(find(xdg).token()).isEqualTo("from-xdg");
    DaemonAddress set =
        find(Map.of("DIM_TOKEN", "from-environment", "XDG_CONFIG_HOME", home + "/xdg"));
    assertThat(set.token()).isEqualTo("from-environment");
    assertThat(set.toString()).doesNotContain("from-environment");
  }

  private static void write(Path config, String token) throws IOException {
    Path folder = Files.createDirectories(config.resolve("dim-cli"));
    Files.writeString(folder.resolve("token"), token);
  }
}
