package org.dimdesktop.ui.settings;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dimdesktop.settings.Settings;
import org.dimdesktop.settings.Settings.EmbeddedDaemon;
import org.dimdesktop.settings.Settings.ThemeChoice;
import org.dimdesktop.settings.SettingsStore;

/** What a person may choose; each choice holds at once. */
public final class SettingsViewModel {
  /** A host name or address, with or without a port; IPv6 in brackets. */
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

  private final SettingsStore store;
  private final Consumer<ThemeChoice> theme;

  /** Changes {@code store}, and the colours by {@code theme}. */
  public SettingsViewModel(SettingsStore store, Consumer<ThemeChoice> theme) {
    this.store = store;
    this.theme = theme;
  }

  Settings settings() {
    return store.get();
  }

  void chooseTheme(ThemeChoice choice) {
    store.update(now -> now.withTheme(choice));
    theme.accept(choice);
  }

  void startDaemonAlways(boolean always) {
    EmbeddedDaemon habit = always ? EmbeddedDaemon.ALWAYS : EmbeddedDaemon.ASK;
    store.update(now -> now.withEmbeddedDaemon(habit));
  }

  /** The lines that are no hosts; when there are none, the hosts are kept. */
  List<String> setInsecureHosts(String lines) {
    List<String> wrong = wrong(lines);
    if (wrong.isEmpty()) {
      store.update(now -> now.withInsecureHosts(hosts(lines)));
    }
    return wrong;
  }

  /** The lines that are no hosts; when there are none, the registries are kept. */
  List<String> setRegistries(String lines) {
    List<String> wrong = wrong(lines);
    if (wrong.isEmpty()) {
      store.update(now -> now.withRegistries(hosts(lines)));
    }
    return wrong;
  }

  private static List<String> wrong(String lines) {
    return hosts(lines).stream().filter(host -> !HOST.matcher(host).matches()).toList();
  }

  private static List<String> hosts(String lines) {
    return Arrays.stream(lines.split("[\\s,]+")).filter(s -> !s.isEmpty()).distinct().toList();
  }
}
