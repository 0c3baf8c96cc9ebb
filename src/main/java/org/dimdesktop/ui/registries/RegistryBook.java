package org.dimdesktop.ui.registries;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.settings.Settings;
import org.dimdesktop.settings.SettingsStore;

/** Which registries there are: Docker Hub, those with a login, and those that a person added. */
final class RegistryBook {
  private final Supplier<? extends Collection<String>> withLogin;
  private final SettingsStore settings;

  RegistryBook(Supplier<? extends Collection<String>> withLogin, SettingsStore settings) {
    this.withLogin = withLogin;
    this.settings = settings;
  }

  SettingsStore settings() {
    return settings;
  }

  /** All of them, sorted, Docker Hub first; may ask a credential helper. */
  List<RegistryItem> load() {
    Settings now = settings.get();
    TreeMap<String, Boolean> hosts = new TreeMap<>();
    withLogin.get().forEach(host -> hosts.put(host, false));
    now.registries().forEach(host -> hosts.putIfAbsent(host, true));
    hosts.remove(ImageReference.DOCKER_HUB);
    List<RegistryItem> items = new ArrayList<>();
    items.add(item(ImageReference.DOCKER_HUB, false, now));
    hosts.forEach((host, added) -> items.add(item(host, added, now)));
    return items;
  }

  private static RegistryItem item(String host, boolean added, Settings now) {
    boolean insecure = now.insecureHosts().contains(host);
    List<String> remembered =
        now.repositories().stream()
            .filter(name -> name.startsWith(host + "/"))
            .map(name -> name.substring(host.length() + 1))
            .toList();
    return new RegistryItem(
        host, added, insecure, remembered, RegistryItem.State.NEW, List.of(), null);
  }

  /** Keeps a repository that was opened by name, or forgets it. */
  void remember(ImageReference repository, boolean keep) {
    settings.update(now -> now.withRepositories(with(now.repositories(), repository.name(), keep)));
  }

  /** Keeps a registry, or changes whether plain HTTP is allowed for it. */
  void add(String host, boolean insecure) {
    settings.update(now ->
        now.withRegistries(with(now.registries(), host, true))
            .withInsecureHosts(with(now.insecureHosts(), host, insecure)));
  }

  /** Forgets a registry that was added. */
  void remove(String host) {
    settings.update(now ->
        now.withRegistries(with(now.registries(), host, false))
            .withInsecureHosts(with(now.insecureHosts(), host, false)));
  }

  private static List<String> with(List<String> list, String host, boolean present) {
    List<String> changed = new ArrayList<>(list);
    changed.remove(host);
    if (present) {
      changed.add(host);
    }
    return changed;
  }

  /** The host in what a person typed or pasted, such as {@code https://r.example.com/}. */
  static Optional<String> host(String typed) {
    String text = typed.strip().replaceFirst("^(?i)https?://", "").replaceFirst("/(v2/?)?$", "");
    try {
      ImageReference probe = ImageReference.parse(text + "/a/b");
      String host = probe.domain().toLowerCase(Locale.ROOT);
      return probe.path().equals("a/b") && host.equals(text.toLowerCase(Locale.ROOT))
          ? Optional.of(host)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
