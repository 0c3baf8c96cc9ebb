package org.dimdesktop.engine.context;

import java.net.URI;
import java.net.URISyntaxException;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** The address of an engine as the docker command line writes it. */
final class HostAddress {
  private HostAddress() {}

  /**
   * Parses {@code unix:///path}, {@code tcp://host:port}, {@code npipe:…} or {@code ssh:…}; a bare
   * {@code host:port} is taken for TCP.
   *
   * @throws FailureException with {@code Invalid} that names the text
   */
  static URI parse(String action, String text) {
    String whole = text.contains("://") ? text : "tcp://" + text;
    try {
      URI uri =
          whole.startsWith("unix://")
              ? new URI("unix", "", path(whole), null) // it may hold what a URI must encode
              : new URI(whole.replace('\\', '/'));
      if (uri.getScheme() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw invalid(action, text, e.getReason());
    }
    throw invalid(action, text, "it has no scheme");
  }

  private static String path(String whole) {
    return whole.substring("unix://".length());
  }

  private static FailureException invalid(String action, String text, String why) {
    return new FailureException(
        new Failure.Invalid(
            action, text, "this is not the address of an engine: " + why, "DOCKER_HOST"));
  }
}
