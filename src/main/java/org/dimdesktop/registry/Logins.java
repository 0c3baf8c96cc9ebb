package org.dimdesktop.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.dimdesktop.credentials.Credential;

/** Remembers the login of a registry for a short while: to look one up may start a program. */
final class Logins {
  private static final Duration KEPT = Duration.ofSeconds(20);

  private record Entry(Optional<Credential> credential, Instant until) {}

  private final Function<String, Optional<Credential>> lookUp;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  Logins(Function<String, Optional<Credential>> lookUp) {
    this.lookUp = lookUp;
  }

  /** The login of a registry; none for the empty name, a host that a redirect led to. */
  Optional<Credential> of(String registry) {
    if (registry.isEmpty()) {
      return Optional.empty();
    }
    Entry entry = entries.get(registry);
    return entry != null && Instant.now().isBefore(entry.until())
        ? entry.credential()
        : again(registry);
  }

  /** Forgets what was looked up, because someone has logged in or out. */
  void forget(String registry) {
    entries.remove(registry);
  }

  /** The same, looked up anew. */
  Optional<Credential> again(String registry) {
    if (registry.isEmpty()) {
      return Optional.empty();
    }
    Optional<Credential> credential = lookUp.apply(registry);
    entries.put(registry, new Entry(credential, Instant.now().plus(KEPT)));
    return credential;
  }
}
