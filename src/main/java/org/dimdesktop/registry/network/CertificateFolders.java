package org.dimdesktop.registry.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where docker and podman keep the certificates of single registries: in a folder {@code
 * HOST[:PORT]} below one of these (containers-certs.d(5), docker's "certs.d").
 */
final class CertificateFolders {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateFolders.class);

  private final List<Path> roots;
  private final boolean colons;

  CertificateFolders(List<Path> roots, boolean colons) {
    this.roots = List.copyOf(roots);
    this.colons = colons;
  }

  /** Those of a user before those of the machine, as podman has it. */
  static CertificateFolders ofUser(Map<String, String> env, Path home) {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    String docker = env.getOrDefault("DOCKER_CONFIG", "");
    String config = env.getOrDefault("XDG_CONFIG_HOME", "");
    Path configs = config.isEmpty() ? home.resolve(".config") : Path.of(config);
    List<Path> roots = new ArrayList<>();
    roots.add(docker.isEmpty() ? home.resolve(".docker") : Path.of(docker));
    roots.add(configs.resolve("containers"));
    roots.add(configs.resolve("docker"));
    if (windows) {
      roots.add(Path.of(env.getOrDefault("ProgramData", "C:\\ProgramData"), "docker"));
    } else {
      roots.add(Path.of("/etc/containers"));
      roots.add(Path.of("/etc/docker"));
    }
    return new CertificateFolders(
        roots.stream().map(root -> root.resolve("certs.d")).toList(), !windows);
  }

  /**
   * The files of the first folder there is for a host.
   *
   * @param names what the host may be called, such as {@code registry.example.com:5000}
   */
  Optional<CertificateFiles> find(List<String> names) {
    for (Path root : roots) {
      for (String name : names) {
        // Windows has no colons in names; docker leaves them out there.
        Path folder = root.resolve(colons ? name : name.replace(":", ""));
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.list(folder)) {
            return Optional.of(CertificateFiles.of(folder, files.sorted().toList()));
          } catch (IOException e) {
            LOG.debug("{} cannot be read", folder, e); // the machine's, and not for this user
          }
        }
      }
    }
    return Optional.empty();
  }
}
