package org.dimdesktop.dim.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a daemon is, and the token for it, as the environment and the token file tell. */
public record DaemonAddress(URI uri, @Nullable String token) {
  /** The address where none is set. */
  public static final URI DEFAULT = URI.create("http://127.0.0.1:8080");

  /**
   * Reads {@code DIM_ADDR} and {@code DIM_TOKEN}, else the token file.
   *
   * @param home the user's home directory
   * @throws IllegalArgumentException when {@code DIM_ADDR} is not an http or https address
   * @throws org.dimdesktop.task.FailureException when there is a token file that can't be read
   */
  public static DaemonAddress find(Map<String, String> environment, Path home) {
    String set = environment.getOrDefault("DIM_ADDR", "").strip();
    URI uri = set.isEmpty() ? DEFAULT : parse(set);
    String token = environment.getOrDefault("DIM_TOKEN", "").strip();
    return new DaemonAddress(
        uri, token.isEmpty() ? TokenFile.of(environment, home).read(uri).orElse(null) : token);
  }

  private static URI parse(String text) {
    URI uri = URI.create(text.contains("://") ? text : "http://" + text);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException("DIM_ADDR is not an http or https address: " + text);
    }
    return uri;
  }

  @Override
  public String toString() {
    return "DaemonAddress[" + uri + (token == null ? "" : ", token=***") + "]";
  }
}
