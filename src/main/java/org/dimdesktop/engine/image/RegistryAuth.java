package org.dimdesktop.engine.image;

/**
 * What the engine shows a registry; empty parts are not known.
 *
 * @param identityToken used instead of name and password where it is not empty
 * @param registryToken a bearer token that the registry takes as it is, used before all others
 */
public record RegistryAuth(
    String username,
    String password,
    String identityToken,
    String registryToken,
    String serverAddress) {
  @Override
  public String toString() {
    return "RegistryAuth[" + serverAddress + "]"; // the rest is secret
  }
}
