package org.dimdesktop.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** One entry of {@code auths} in a config.json, and its way there and back. */
final class AuthEntry {
  private AuthEntry() {}

  /** The login in an entry; empty for the placeholder {@code {}} and for what cannot be read. */
  static Optional<Credential> read(JsonNode entry) {
    String username = entry.path("username").asText("");
    String password = entry.path("password").asText("");
    String auth = entry.path("auth").asText("");
    if (!auth.isEmpty()) {
      String decoded;
      try {
        decoded = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
      // Only the first colon parts: a password may hold more of them.
      int colon = decoded.indexOf(':');
      if (colon > 0) {
        username = decoded.substring(0, colon);
        password = trimNuls(decoded.substring(colon + 1));
      }
    }
    String identity = entry.path("identitytoken").asText("");
    if (!identity.isEmpty()) {
      return Optional.of(new Credential.IdentityToken(username, identity));
    }
    String registry = entry.path("registrytoken").asText("");
    if (!registry.isEmpty()) {
      return Optional.of(new Credential.RegistryToken(username, registry));
    }
    return username.isEmpty() || password.isEmpty()
        ? Optional.empty()
        : Optional.of(Credential.of(username, password));
  }

  /** Old docker clients padded the decoded text with NULs. */
  private static String trimNuls(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The entry that docker would write for a login kept in the file itself. */
  static ObjectNode write(Credential credential) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    switch (credential) {
      case Credential.Basic(String user, String secret) -> entry.put("auth", base64(user, secret));
      case Credential.IdentityToken(String user, String secret) -> {
        entry.put("auth", base64(user.isEmpty() ? Credential.TOKEN_USER : user, ""));
        entry.put("identitytoken", secret);
      }
      case Credential.RegistryToken(String _, String secret) -> entry.put("registrytoken", secret);
    }
    return entry;
  }

  private static String base64(String user, String secret) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }
}
