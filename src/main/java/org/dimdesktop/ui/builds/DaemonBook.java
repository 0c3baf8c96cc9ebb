package org.dimdesktop.ui.builds;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.settings.DaemonTokens;
import org.dimdesktop.settings.KnownDaemons;
import org.dimdesktop.settings.KnownDaemons.Entry;
import org.dimdesktop.settings.SettingsStore;

/**
 * The daemons that a person keeps and the switch between them: names and addresses in the settings,
 * tokens in a file of their own. Calls that say so block.
 */
public final class DaemonBook {
  private final SettingsStore settings;
  private final DaemonTokens tokens;
  private final DaemonAddress environment;

  /**
   * A book.
   *
   * @param environment the daemon that is used while no other is chosen
   */
  public DaemonBook(SettingsStore settings, DaemonTokens tokens, DaemonAddress environment) {
    this.settings = settings;
    this.tokens = tokens;
    this.environment = environment;
  }

  /** Where to look for the daemon in use, with its token; blocks on a file. */
  public DaemonAddress current() {
    return known().inUse().map(this::address).orElseGet(() -> withToken(environment));
  }

  private DaemonAddress address(Entry entry) {
    return withToken(new DaemonAddress(URI.create(entry.address()), null));
  }

  /** A token that was kept at a login goes before the environment's. */
  private DaemonAddress withToken(DaemonAddress address) {
    return tokens
        .find(address.uri())
        .map(token -> new DaemonAddress(address.uri(), token))
        .orElse(address);
  }

  /** The daemons that were added. */
  List<Entry> entries() {
    return known().list();
  }

  /** The name of the one in use; empty for the environment's. */
  String currentName() {
    return known().inUse().map(Entry::name).orElse("");
  }

  /** The address of the environment's. */
  URI environmentAddress() {
    return environment.uri();
  }

  private KnownDaemons known() {
    return settings.get().daemons();
  }

  /** Keeps a daemon. */
  void add(Entry entry) {
    settings.update(now -> now.withDaemons(now.daemons().with(entry)));
  }

  /** Forgets a daemon and its token; blocks on a file. */
  void remove(Entry entry) {
    settings.update(now -> now.withDaemons(now.daemons().without(entry.name())));
    tokens.remove(URI.create(entry.address()));
  }

  /** Changes over to a daemon by its name, empty for the environment's; blocks on the network. */
  DaemonLink.State use(String name, DaemonLink link) {
    settings.update(now -> now.withDaemons(now.daemons().using(name)));
    return link.use(current());
  }

  /** Keeps the token of a login; blocks on a file. */
  void keep(URI daemon, String token) {
    tokens.put(daemon, token);
  }

  /** Forgets the token of a login; blocks on a file. */
  void forget(URI daemon) {
    tokens.remove(daemon);
  }

  /** The address in what a person typed, or empty when it is none of HTTP. */
  static Optional<URI> parse(String typed) {
    String text = typed.strip().replaceFirst("(?<=[^/:])/+$", "");
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare =
          uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && (uri.getRawPath() == null || uri.getRawPath().isEmpty());
      return http && bare && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (java.net.URISyntaxException e) {
      return Optional.empty();
    }
  }
}
