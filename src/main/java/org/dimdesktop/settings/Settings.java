package org.dimdesktop.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person chose; every part that a file lacks has its default.
 *
 * @param theme the colours
 * @param lastView the id of the view that was shown last, or empty
 * @param context the Docker context that was switched to, or empty for "as the docker CLI does"
 * @param registries hosts of registries that were added by hand
 * @param repositories repositories, {@code host/path}, that were opened by name at registries that
 *     do not list them
 * @param insecureHosts hosts ({@code host} or {@code host:port}) that are spoken to over plain HTTP
 * @param embeddedDaemon when the built-in dim daemon is started
 * @param daemons the dim daemons that are kept
 * @param updates how updates of containers are looked for and made
 * @param tables how tables are arranged, by table id
 */
public record Settings(
    ThemeChoice theme,
    String lastView,
    String context,
    List<String> registries,
    List<String> repositories,
    List<String> insecureHosts,
    EmbeddedDaemon embeddedDaemon,
    KnownDaemons daemons,
    WindowState window,
    UpdateHabits updates,
    Map<String, TableLayout> tables) {

  /** Which colours are shown. */
  public enum ThemeChoice {
    SYSTEM,
    LIGHT,
    DARK
  }

  /** When the built-in dim daemon is started. */
  public enum EmbeddedDaemon {
    /** Only when a person asks for it. */
    ASK,
    /** Whenever no other daemon answers. */
    ALWAYS
  }

  /** What holds before anything was chosen. */
  public static final Settings DEFAULTS =
      new Settings(
          ThemeChoice.SYSTEM,
          "",
          "",
          List.of(),
          List.of(),
          List.of(),
          EmbeddedDaemon.ASK,
          KnownDaemons.NONE,
          WindowState.FIRST,
          UpdateHabits.DEFAULTS,
          Map.of());

  public Settings {
    registries = List.copyOf(registries);
    repositories = List.copyOf(repositories);
    insecureHosts = List.copyOf(insecureHosts);
    tables = Map.copyOf(tables);
  }

  /** The same with other colours. */
  public Settings withTheme(ThemeChoice choice) {
    return new Settings(
        choice,
        lastView,
        context,
        registries,
        repositories,
        insecureHosts,
        embeddedDaemon,
        daemons,
        window,
        updates,
        tables);
  }

  /** The same with another last view. */
  public Settings withLastView(String id) {
    return new Settings(
        theme,
        id,
        context,
        registries,
        repositories,
        insecureHosts,
        embeddedDaemon,
        daemons,
        window,
        updates,
        tables);
  }

  /** The same with another Docker context. */
  public Settings withContext(String name) {
    return new Settings(
        theme,
        lastView,
        name,
        registries,
        repositories,
        insecureHosts,
        embeddedDaemon,
        daemons,
        window,
        updates,
        tables);
  }

  /** The same with other added registries. */
  public Settings withRegistries(List<String> hosts) {
    return new Settings(
        theme,
        lastView,
        context,
        hosts,
        repositories,
        insecureHosts,
        embeddedDaemon,
        daemons,
        window,
        updates,
        tables);
  }

  /** The same with other repositories that were opened by name. */
  public Settings withRepositories(List<String> names) {
    return new Settings(
        theme,
        lastView,
        context,
        registries,
        names,
        insecureHosts,
        embeddedDaemon,
        daemons,
        window,
        updates,
        tables);
  }

  /** The same with other hosts that are spoken to over plain HTTP. */
  public Settings withInsecureHosts(List<String> hosts) {
    return new Settings(
        theme,
        lastView,
        context,
        registries,
        repositories,
        hosts,
        embeddedDaemon,
        daemons,
        window,
        updates,
        tables);
  }

  /** The same with another habit for the built-in daemon. */
  public Settings withEmbeddedDaemon(EmbeddedDaemon habit) {
    return new Settings(
        theme,
        lastView,
        context,
        registries,
        repositories,
        insecureHosts,
        habit,
        daemons,
        window,
        updates,
        tables);
  }

  /** The same with other dim daemons. */
  public Settings withDaemons(KnownDaemons known) {
    return new Settings(
        theme,
        lastView,
        context,
        registries,
        repositories,
        insecureHosts,
        embeddedDaemon,
        known,
        window,
        updates,
        tables);
  }

  /** The same with another state of the window. */
  public Settings withWindow(WindowState state) {
    return new Settings(
        theme,
        lastView,
        context,
        registries,
        repositories,
        insecureHosts,
        embeddedDaemon,
        daemons,
        state,
        updates,
        tables);
  }

  /** The same with other habits of updates. */
  public Settings withUpdates(UpdateHabits habits) {
    return new Settings(
        theme,
        lastView,
        context,
        registries,
        repositories,
        insecureHosts,
        embeddedDaemon,
        daemons,
        window,
        habits,
        tables);
  }

  /** The same with another arrangement of one table. */
  public Settings withTable(String id, TableLayout layout) {
    Map<String, TableLayout> all = new LinkedHashMap<>(tables);
    all.put(id, layout);
    return new Settings(
        theme,
        lastView,
        context,
        registries,
        repositories,
        insecureHosts,
        embeddedDaemon,
        daemons,
        window,
        updates,
        all);
  }
}
