package org.dimdesktop.build;

/**
 * A login for a registry.
 *
 * @param username empty when {@code secret} is a token that stands alone
 */
public record RegistryLogin(String host, String username, String secret) {
  @Override
  public String toString() {
    return "RegistryLogin[host=" + host + ", username=" + username + ", secret=***]";
  }
}
