package org.dimdesktop.registry.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How registries are reached from here. A variable of the environment that cannot be understood is
 * a failure of the first request, not of the program's start.
 */
public final class Network {
  private final Map<String, String> environment;
  private final RegistryTls tls;

  /** Without proxies, and with the usual authorities alone. */
  public static final Network PLAIN =
      new Network(Map.of(), new RegistryTls(new CertificateFolders(List.of(), true), Map.of()));

  private Network(Map<String, String> environment, RegistryTls tls) {
    this.environment = Map.copyOf(environment);
    this.tls = tls;
  }

  /** As this user and this machine are set up. */
  public static Network ofUser(Map<String, String> environment, Path home) {
    return new Network(environment, RegistryTls.ofUser(environment, home));
  }

  /** Whom to trust. */
  public RegistryTls tls() {
    return tls;
  }

  /** What to go through. */
  public EnvironmentProxies proxies() {
    return new EnvironmentProxies(environment);
  }
}
