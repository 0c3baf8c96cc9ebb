package org.dimdesktop.credentials;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where docker and podman keep their logins. */
final class ConfigLocations {
  private ConfigLocations() {}

  /** Docker's config.json, whether it exists or not. */
  static Path docker(Map<String, String> env, Path home) {
    String folder = env.getOrDefault("DOCKER_CONFIG", "");
    return (folder.isEmpty() ? home.resolve(".docker") : Path.of(folder)).resolve("config.json");
  }

  /** Podman's auth.json files that exist, the one that counts first (containers-auth.json(5)). */
  static List<Path> podman(Map<String, String> env, Path home) {
    String own = env.getOrDefault("REGISTRY_AUTH_FILE", "");
    if (!own.isEmpty()) {
      return Stream.of(Path.of(own)).filter(Files::isReadable).toList();
    }
    String runtime = env.getOrDefault("XDG_RUNTIME_DIR", "");
    String config = env.getOrDefault("XDG_CONFIG_HOME", "");
    Stream<Path> first = runtime.isEmpty() ? Stream.of() : Stream.of(Path.of(runtime));
    Path second = config.isEmpty() ? home.resolve(".config") : Path.of(config);
    return Stream.concat(first, Stream.of(second))
        .map(folder -> folder.resolve("containers").resolve("auth.json"))
        .filter(Files::isReadable)
        .toList();
  }
}
