package org.dimdesktop.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.settings.Settings.EmbeddedDaemon;
import org.dimdesktop.settings.Settings.ThemeChoice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsStoreTest {
  @TempDir Path folder;
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();

  private Path file() {
    return folder.resolve("deep/settings.json");
  }

  private SettingsStore store() {
    return new SettingsStore(file(), io);
  }

  @AfterEach
  void stop() {
    io.close();
  }

  @Test
  void everythingSurvivesARestart() {
    TableLayout layout =
        new TableLayout(
            List.of("b", "a"),
            List.of("a"),
            Map.of("b", 120.0),
            List.of(new TableLayout.Sort("b", true)),
            new TableLayout.Groups(false, List.of("shop")));
    Settings wanted =
        Settings.DEFAULTS
            .withTheme(ThemeChoice.DARK)
            .withContext("remote")
            .withLastView("builds")
            .withRegistries(List.of("127.0.0.1:5000"))
            .withInsecureHosts(List.of("10.0.0.1:80"))
            .withEmbeddedDaemon(EmbeddedDaemon.ALWAYS)
            .withRepositories(List.of("127.0.0.1:5000/shop/web"))
            .withDaemons(
                KnownDaemons.NONE
                    .with(new KnownDaemons.Entry("build", "https://build.example.org:8443"))
                    .using("build"))
            .withUpdates(
                UpdateHabits.DEFAULTS
                    .withLook(false, 3)
                    .withAutomatic(true, "22:00-06:30")
                    .withServe(true, 9000))
            .withWindow(
                WindowState.FIRST
                    .withBounds(1, 2, 800, 600)
                    .withMaximized(true)
                    .withNavigationCollapsed(true)
                    .withDrawer(true)
                    .withDrawerHeight(240))
            .withTable("images", layout);
    try (SettingsStore store = store()) {
      store.update(_ -> wanted);
    }
    assertThat(store().get()).isEqualTo(wanted);
    assertThat(store().load("images")).contains(layout);
  }

  @Test
  void severalChangesAreWrittenOnceAndByThemselves() throws Exception {
    SettingsStore store = store();
    for (int i = 0; i < 50; i++) {
      String view = "view-" + i;
      store.update(now -> now.withLastView(view));
    }
    assertThat(file()).doesNotExist();
    await().until(() -> Files.exists(file()));
    assertThat(Files.readString(file())).contains("view-49");
    assertThat(folder.resolve("deep/settings.json.tmp")).doesNotExist();
  }

  @Test
  void anUnreadableFileIsKeptAndTheDefaultsHold() throws Exception {
    Files.createDirectories(folder.resolve("deep"));
    Files.writeString(file(), "{ \"theme\": \"DARK\", ");
    assertThat(store().get()).isEqualTo(Settings.DEFAULTS);
    assertThat(folder.resolve("deep/settings.json.bad")).content().contains("\"theme\"");
    assertThat(file()).doesNotExist();
  }

  @Test
  void partsThatAFileLacksHaveTheirDefaultsAndUnknownOnesAreLeftOut() throws Exception {
    Files.createDirectories(folder.resolve("deep"));
    Files.writeString(file(), "{ \"theme\": \"LIGHT\", \"fromTheFuture\": [1] }");
    assertThat(store().get()).isEqualTo(Settings.DEFAULTS.withTheme(ThemeChoice.LIGHT));
    Files.writeString(
        file(),
        """
        { "window": { "width": 900, "height": 700, "drawerOpen": true, "drawerShare": 0.3 },
          "tables": { "images": { "order": ["a"], "hidden": [], "widths": {}, "sort": [] } } }
        """);
    SettingsStore older = store();
    assertThat(older.get().window().drawerOpen()).isTrue();
    assertThat(older.load("images").map(TableLayout::groups)).contains(TableLayout.Groups.FIRST);
  }

  @Test
  void aPartThatIsNotWhatItShouldBeIsToldAndTheFileKept() throws Exception {
    Files.createDirectories(folder.resolve("deep"));
    for (String file :
        List.of(
            "{ \"theme\": \"PINK\" }",
            "{ \"registries\": \"one\" }",
            "{ \"registries\": [1] }",
            "{ \"window\": { \"width\": \"wide\" } }",
            "{ \"tables\": { \"images\": { \"sort\": [\"name\"] } } }",
            "[]")) {
      Files.writeString(file(), file);
      assertThat(store().get()).as(file).isEqualTo(Settings.DEFAULTS);
      assertThat(folder.resolve("deep/settings.json.bad")).content().isEqualTo(file);
    }
    assertThatThrownBy(() -> SettingsJson.read("{ \"theme\": \"PINK\" }".getBytes(UTF_8)))
        .hasMessage("settings.theme is none of [SYSTEM, LIGHT, DARK]");
    assertThatThrownBy(
            () -> SettingsJson.read("{ \"window\": { \"width\": \"wide\" } }".getBytes(UTF_8)))
        .hasMessage("settings.window.width is not a number");
  }

  @Test
  void aCrashWhileWritingLeavesTheOldFileWhole() throws Exception {
    try (SettingsStore store = store()) {
      store.update(now -> now.withLastView("images"));
    }
    // What a crash in the middle of the next writing leaves behind.
    Files.writeString(folder.resolve("deep/settings.json.tmp"), "{ \"lastView\": \"bui");
    SettingsStore after = store();
    assertThat(after.get().lastView()).isEqualTo("images");
    after.update(now -> now.withLastView("registries"));
    after.close();
    assertThat(store().get().lastView()).isEqualTo("registries");
  }

  @Test
  void listenersHearOfRealChangesOnly() {
    SettingsStore store = store();
    List<String> heard = new java.util.ArrayList<>();
    var listening = store.onChange(now -> heard.add(now.lastView()));
    store.update(now -> now.withLastView("a"));
    store.update(now -> now.withLastView("a"));
    listening.close();
    store.update(now -> now.withLastView("b"));
    assertThat(heard).containsExactly("a");
  }
}
