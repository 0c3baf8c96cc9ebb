package org.dimdesktop.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The folders of this program, where the platform wants them.
 *
 * @param config settings
 * @param data what must not be lost, such as the embedded daemon's history
 * @param state logs
 * @param cache what can be made again
 */
public record AppDirs(Path config, Path data, Path state, Path cache) {
  private static final String NAME = "dim-desktop";

  /** The folders of this process's user. */
  public static AppDirs ofUser() {
    return of(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /** The folders for an environment: the XDG variables, ~/Library or %APPDATA%. */
  static AppDirs of(Map<String, String> env, String os, Path home) {
    String name = os.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      Path roaming = dir(env, "APPDATA", home.resolve("AppData/Roaming")).resolve(NAME);
      Path local = dir(env, "LOCALAPPDATA", home.resolve("AppData/Local")).resolve(NAME);
      return new AppDirs(roaming, local.resolve("data"), local, local.resolve("cache"));
    }
    if (name.startsWith("mac")) {
      Path library = home.resolve("Library");
      Path support = library.resolve("Application Support").resolve(NAME);
      return new AppDirs(
          support,
          support.resolve("data"),
          library.resolve("Logs").resolve(NAME),
          library.resolve("Caches").resolve(NAME));
    }
    UnaryOperator<Path> own = dir -> dir.resolve(NAME);
    return new AppDirs(
        own.apply(dir(env, "XDG_CONFIG_HOME", home.resolve(".config"))),
        own.apply(dir(env, "XDG_DATA_HOME", home.resolve(".local/share"))),
        own.apply(dir(env, "XDG_STATE_HOME", home.resolve(".local/state"))),
        own.apply(dir(env, "XDG_CACHE_HOME", home.resolve(".cache"))));
  }

  /** The XDG rules: a variable that is empty or not absolute counts as not set. */
  private static Path dir(Map<String, String> env, String variable, Path fallback) {
    String value = env.getOrDefault(variable, "");
    return value.isEmpty() || !Path.of(value).isAbsolute() ? fallback : Path.of(value);
  }
}
