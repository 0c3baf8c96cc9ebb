package org.dimdesktop.registry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.credentials.CredentialStore;
import org.dimdesktop.credentials.CredentialStore.Kept;
import org.dimdesktop.registry.network.Network;

/**
 * Logging in and out at registries, kept where docker keeps it. Blocks, is ended by an interrupt,
 * and throws {@link org.dimdesktop.task.FailureException} alone; thread-safe.
 */
public final class RegistryLogin {
  private final CredentialStore store;
  private final Predicate<String> insecure;
  private final Network network;
  private final Executor io;

  /**
   * Logins of one user.
   *
   * @param insecure the registries that plain HTTP is allowed for
   * @param network how registries are reached and whom is trusted
   */
  public RegistryLogin(
      CredentialStore store, Predicate<String> insecure, Network network, Executor io) {
    this.store = store;
    this.insecure = insecure;
    this.network = network;
    this.io = io;
  }

  /**
   * Shows a login to the registry, and keeps it when the registry takes it.
   *
   * @throws org.dimdesktop.task.FailureException Unauthorized when it does not; nothing is kept
   *     then
   */
  public Kept login(String registry, Credential credential) {
    try (RegistryClient client =
        new RegistryClient(_ -> Optional.of(credential), insecure, network, io)) {
      client.ping(registry);
    }
    return store.save(registry, credential);
  }

  /** Where a login for the registry would be kept. */
  public Kept keeps(String registry) {
    return store.keeps(registry);
  }

  /** The registries that a login is kept for, sorted. */
  public List<String> hosts() {
    return List.copyOf(store.hosts());
  }

  /** Whose login is kept for a registry; empty for none. */
  public Optional<String> user(String registry) {
    return store.find(registry).map(Authenticator::name);
  }

  /**
   * Forgets the login for a registry.
   *
   * @return whose login is still found, in a place that docker does not write: the environment or
   *     podman's file; empty for none
   */
  public Optional<String> logout(String registry) {
    store.erase(registry);
    return user(registry);
  }
}
