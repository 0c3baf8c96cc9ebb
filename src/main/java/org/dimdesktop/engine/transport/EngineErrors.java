package org.dimdesktop.engine.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;

/**
 * Turns what the engine says went wrong into a failure. Its status codes do not tell a refused
 * login from a broken server (20.10 answers 500 to both), so the words are looked at too.
 */
public final class EngineErrors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EngineErrors() {}

  /** The failure for an answer with an error status and its body. */
  static Failure ofStatus(String action, String subject, int status, String body) {
    return of(action, subject, status, message(status, body));
  }

  private static String message(int status, String body) {
    try {
      JsonNode json = JSON.readTree(body);
      String message = json == null ? "" : json.path("message").asText("");
      if (!message.isBlank()) {
        return message.strip();
      }
    } catch (JsonProcessingException e) {
      // Not the engine's own form, as from a proxy in between: its text serves as it is.
      return body.isBlank() ? "HTTP status " + status : body.strip();
    }
    return "HTTP status " + status;
  }

  /** The failure for an error inside a stream that began with success. */
  public static Failure inBand(String action, String subject, String message) {
    return of(action, subject, 200, message.strip());
  }

  private static Failure of(String action, String subject, int status, String message) {
    String words = message.toLowerCase(Locale.ROOT);
    if (status == 409) {
      return new Failure.Conflict(action, subject, message, List.of());
    }
    if (words.contains("no space left on device")) {
      return new Failure.DiskFull(action, subject, message);
    }
    if (status == 429 || words.contains("toomanyrequests") || words.contains("429 too many")) {
      return new Failure.RateLimited(action, subject, message, null);
    }
    if (any(words, "too old. minimum supported", "too new. maximum supported") || status == 501) {
      return new Failure.Unsupported(action, subject, message);
    }
    Failure ofRegistry = ofRegistry(action, subject, message, words);
    return ofRegistry instanceof Failure.Failed
        ? byStatus(action, subject, status, message)
        : ofRegistry;
  }

  /** What a registry said, as the engine passes it on in its own words. */
  private static Failure ofRegistry(String action, String subject, String message, String words) {
    // The containerd store says of missing credentials that access is denied, and why at the end.
    if (words.contains("no basic auth credentials")) {
      return new Failure.Unauthorized(action, subject, message, host(subject));
    }
    if (any(
        words,
        "pull access denied",
        "requested access to the resource is denied",
        "denied:",
        "403 forbidden",
        "insufficient_scope",
        "insufficient scope")) {
      return new Failure.Denied(action, subject, message);
    }
    if (any(
        words,
        "unauthorized",
        "authentication required",
        "incorrect username or password",
        "failed to fetch oauth token",
        "failed to authorize")) {
      return new Failure.Unauthorized(action, subject, message, host(subject));
    }
    if (any(
            words,
            "manifest unknown",
            "name unknown",
            "no such image",
            "no such container",
            "no such exec",
            "failed to resolve reference")
        && !any(words, "refused", "no such host", "timeout", "eof")) {
      return new Failure.NotFound(action, subject, message);
    }
    if (any(
        words,
        "connection refused",
        "no such host",
        "no route to host",
        "i/o timeout",
        "network is unreachable",
        "client.timeout exceeded")) {
      return new Failure.Unreachable(action, subject, message);
    }
    if (any(words, "short read", "unexpected eof", "connection reset", "broken pipe", ": eof")) {
      return new Failure.Broken(action, subject, message);
    }
    return new Failure.Failed(action, subject, message);
  }

  private static Failure byStatus(String action, String subject, int status, String message) {
    return switch (status) {
      case 400 -> new Failure.Invalid(action, subject, message, null);
      case 401 -> new Failure.Unauthorized(action, subject, message, host(subject));
      case 403 -> new Failure.Denied(action, subject, message);
      case 404 -> new Failure.NotFound(action, subject, message);
      default -> new Failure.Failed(action, subject, message);
    };
  }

  private static boolean any(String words, String... signs) {
    for (String sign : signs) {
      if (words.contains(sign)) {
        return true;
      }
    }
    return false;
  }

  private static String host(String subject) {
    try {
      return ImageReference.parse(subject).domain();
    } catch (IllegalArgumentException e) {
      return subject; // not about an image
    }
  }
}
