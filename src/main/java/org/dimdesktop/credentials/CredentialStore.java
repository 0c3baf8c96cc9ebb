package org.dimdesktop.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This user's registry logins: those of docker's config.json and its credential helpers, and behind
 * them podman's. Nothing is cached, so that a {@code docker login} counts at once. Thread-safe;
 * calls may block while a helper asks the person to unlock a keychain.
 */
public final class CredentialStore {
  private static final Logger LOG = LoggerFactory.getLogger(CredentialStore.class);
  private static final Duration HELPER_TIMEOUT = Duration.ofSeconds(60);

  /** Where a saved login went. */
  public enum Kept {
    /** With a credential helper. */
    IN_HELPER,
    /** In config.json, readable by whoever reads that file: a person should be warned. */
    IN_PLAIN_FILE
  }

  private final Map<String, String> env;
  private final ConfigFile config;
  private final List<Path> podmanFiles;
  private final Executor io;
  private final Duration timeout;

  /** The logins that a program with this environment and home folder has. */
  public CredentialStore(Map<String, String> env, Path home, Executor io) {
    this(env, home, io, HELPER_TIMEOUT);
  }

  CredentialStore(Map<String, String> env, Path home, Executor io, Duration timeout) {
    this.env = Map.copyOf(env);
    this.io = io;
    this.timeout = timeout;
    config = new ConfigFile(ConfigLocations.docker(env, home));
    podmanFiles = ConfigLocations.podman(env, home);
  }

  /**
   * The login for a registry such as {@code docker.io} or {@code 127.0.0.1:5000}; empty means
   * anonymous.
   *
   * @throws FailureException when a file cannot be read, or the helper that must be asked fails and
   *     no other entry stands in for it
   */
  public Optional<Credential> find(String host) {
    Optional<Credential> given = inline(environment(), host);
    if (given.isPresent()) {
      return given;
    }
    ObjectNode tree = config.read();
    Optional<CredentialHelper> helper = helperFor(tree, host);
    if (helper.isPresent()) {
      try {
        // "Not found" is final: an old entry in the file may be a login that was revoked.
        return helper.get().get(HostKey.of(host));
      } catch (FailureException e) {
        Optional<Credential> fallback = inline(tree, host);
        if (fallback.isPresent() && !(e.failure() instanceof Failure.Cancelled)) {
          LOG.warn("{}; the entry in {} is used instead", e.getMessage(), config.path());
          return fallback;
        }
        throw e;
      }
    }
    Optional<Credential> plain = inline(tree, host);
    return plain.isPresent() ? plain : podman(host);
  }

  private Optional<Credential> podman(String host) {
    for (Path file : podmanFiles) {
      Optional<Credential> found = inline(new ConfigFile(file).read(), host);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The registries that a login is kept for, {@code docker.io} for Docker Hub; sorted. */
  public SortedSet<String> hosts() {
    SortedSet<String> hosts = new TreeSet<>();
    ObjectNode tree = config.read();
    for (JsonNode source : List.of(environment(), tree)) {
      source.path("auths").fieldNames().forEachRemaining(key -> hosts.add(HostKey.host(key)));
    }
    tree.path("credHelpers").fieldNames().forEachRemaining(key -> hosts.add(HostKey.host(key)));
    String store = tree.path("credsStore").asText("");
    if (!store.isEmpty()) {
      try {
        helper(store).list().forEach(key -> hosts.add(HostKey.host(key)));
      } catch (FailureException e) {
        LOG.warn("{}; only the registries named in {} are listed", e.getMessage(), config.path());
      }
    }
    for (Path file : podmanFiles) {
      JsonNode auths = new ConfigFile(file).read().path("auths");
      auths.fieldNames().forEachRemaining(key -> hosts.add(HostKey.host(key)));
    }
    hosts.remove("");
    return hosts;
  }

  /** Where {@link #save} would keep a login for this registry. */
  public Kept keeps(String host) {
    return helperFor(config.read(), host).isPresent() ? Kept.IN_HELPER : Kept.IN_PLAIN_FILE;
  }

  /** Keeps a login where {@code docker login} would, and says where that is. */
  public Kept save(String host, Credential credential) {
    String key = HostKey.of(host);
    Optional<CredentialHelper> helper = helperFor(config.read(), host);
    if (helper.isPresent()) {
      helper.get().store(key, credential);
    }
    config.update(tree ->
        tree.withObjectProperty("auths")
            .set(key, helper.isPresent() ? tree.objectNode() : AuthEntry.write(credential)));
    return helper.isPresent() ? Kept.IN_HELPER : Kept.IN_PLAIN_FILE;
  }

  /** Forgets the login for a registry, in the helper and in config.json. */
  public void erase(String host) {
    ObjectNode tree = config.read();
    helperFor(tree, host).ifPresent(helper -> helper.erase(HostKey.of(host)));
    String wanted = HostKey.host(host);
    if (tree.path("auths") instanceof ObjectNode auths && keyOf(auths, wanted) != null) {
      config.update(now -> {
        if (now.path("auths") instanceof ObjectNode entries) {
          for (String key = keyOf(entries, wanted); key != null; ) {
            entries.remove(key);
            key = keyOf(entries, wanted);
          }
        }
      });
    }
  }

  private ObjectNode environment() {
    return ConfigFile.parse(env.getOrDefault("DOCKER_AUTH_CONFIG", ""), "DOCKER_AUTH_CONFIG");
  }

  private Optional<CredentialHelper> helperFor(JsonNode tree, String host) {
    String own = tree.path("credHelpers").path(HostKey.host(host)).asText("");
    if (own.isEmpty()) {
      own = tree.path("credHelpers").path(HostKey.of(host)).asText("");
    }
    String name = own.isEmpty() ? tree.path("credsStore").asText("") : own;
    return name.isEmpty() ? Optional.empty() : Optional.of(helper(name));
  }

  private CredentialHelper helper(String name) {
    return new CredentialHelper(name, env.get("PATH"), timeout, io);
  }

  private static Optional<Credential> inline(JsonNode tree, String host) {
    JsonNode auths = tree.path("auths");
    JsonNode exact = auths.path(HostKey.of(host));
    if (!exact.isMissingNode()) {
      return AuthEntry.read(exact);
    }
    String key = auths instanceof ObjectNode entries ? keyOf(entries, HostKey.host(host)) : null;
    return key == null ? Optional.empty() : AuthEntry.read(auths.path(key));
  }

  /** The first key that means the host; one for a part of it ({@code quay.io/team}) does not. */
  private static @Nullable String keyOf(ObjectNode auths, String host) {
    for (String key : (Iterable<String>) auths::fieldNames) {
      boolean part = key.indexOf('/') > 0 && !key.contains("://") && !key.matches(".*/v[12]/?");
      if (!part && HostKey.host(key).equals(host)) {
        return key;
      }
    }
    return null;
  }
}
