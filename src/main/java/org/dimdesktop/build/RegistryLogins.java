package org.dimdesktop.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.engine.image.RegistryAuth;
import org.dimdesktop.model.ImageReference;
import org.jspecify.annotations.Nullable;

/** Finds the login for an image and writes it as the engine wants it. */
final class RegistryLogins {
  private RegistryLogins() {}

  /** The login for the registry that an image is at. */
  static Optional<RegistryLogin> find(List<RegistryLogin> logins, ImageReference image) {
    return logins.stream().filter(login -> host(login.host()).equals(image.domain())).findFirst();
  }

  /** A login in the form the engine's image service takes. */
  static RegistryAuth auth(RegistryLogin login) {
    boolean token = login.username().isEmpty();
    return new RegistryAuth(
        login.username(),
        token ? "" : login.secret(),
        token ? login.secret() : "",
        "",
        login.host());
  }

  /**
   * The value of {@code X-Registry-Auth}; the engine wants the header even where there is no login.
   */
  static String header(@Nullable RegistryLogin login) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    if (login != null && login.username().isEmpty()) {
      json.put("identitytoken", login.secret()).put("serveraddress", login.host());
    } else if (login != null) {
      json.put("username", login.username())
          .put("password", login.secret())
          .put("serveraddress", login.host());
    }
    return Base64.getUrlEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A host as image references spell it: Docker Hub has many names. */
  private static String host(String text) {
    String host = text.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    return switch (host) {
      case "index.docker.io", "registry-1.docker.io", "hub.docker.com" -> ImageReference.DOCKER_HUB;
      default -> host;
    };
  }
}
