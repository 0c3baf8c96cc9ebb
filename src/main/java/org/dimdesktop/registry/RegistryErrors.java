package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** Turns what a registry or the way to it answers into failures, with the registry's own words. */
final class RegistryErrors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_WORDS = 300;

  /** What is wrong with a request of which the registry does not take so many bytes at once. */
  private static final String TOO_LARGE = "size";

  private RegistryErrors() {}

  /** Whether fewer bytes at once may do: the registry, or a proxy before it, answered 413. */
  static boolean isTooLarge(Failure failure) {
    return failure instanceof Failure.Invalid invalid && TOO_LARGE.equals(invalid.field());
  }

  /** The failure that a status stands for. */
  static FailureException failure(String action, String subject, String host, Reply reply) {
    String words = words(reply);
    String cause = words.isEmpty() ? "the registry answered " + reply.status() : words;
    return new FailureException(
        switch (reply.status()) {
          case 407 -> new Failure.Denied(action, subject, Clients.PROXY_LOGIN);
          case 401 -> new Failure.Unauthorized(action, subject, cause, host);
          case 403 -> new Failure.Denied(action, subject, cause);
          case 404, 410 -> new Failure.NotFound(action, subject, cause);
          case 405, 406, 415, 501 -> new Failure.Unsupported(action, subject, cause);
          case 409 -> new Failure.Conflict(action, subject, cause, List.of());
          case 429 ->
              new Failure.RateLimited(action, subject, cause, RetryPolicy.retryAfter(reply));
          case 413 -> new Failure.Invalid(action, subject, cause, TOO_LARGE);
          case 400, 416, 422 -> new Failure.Invalid(action, subject, cause, null);
          case 507 -> new Failure.DiskFull(action, subject, cause);
          default -> new Failure.Broken(action, subject, cause);
        });
  }

  /** The failure that a broken exchange stands for. */
  static FailureException failure(String action, String subject, HttpUrl url, IOException e) {
    if (Thread.currentThread().isInterrupted()) {
      return Interrupts.cancelled(action, subject);
    }
    String host = url.host() + ":" + url.port();
    Failure failure =
        switch (e) {
          case UnknownHostException _ ->
              new Failure.Unreachable(
                  action, subject, "the name " + url.host() + " cannot be resolved");
          case ConnectException _ ->
              new Failure.Unreachable(action, subject, "nothing answers at " + host);
          case NoRouteToHostException _ ->
              new Failure.Unreachable(action, subject, "no route leads to " + host);
          case SSLException _ when hint(e, url) != null ->
              new Failure.Unreachable(action, subject, String.valueOf(hint(e, url)));
          case SSLException _ ->
              new Failure.Unreachable(
                  action, subject, "no secure connection to " + host + ": " + e.getMessage());
          case SocketTimeoutException _ ->
              new Failure.Unreachable(action, subject, host + " did not answer in time");
          default ->
              new Failure.Broken(
                  action, subject, "the connection to " + host + " broke off: " + e.getMessage());
        };
    return new FailureException(failure, e);
  }

  /** What is to be done about a certificate that is missing on either side; null for the rest. */
  private static @Nullable String hint(Throwable e, HttpUrl url) {
    String words = String.valueOf(e.getMessage());
    String host = url.host() + (url.port() == 443 ? "" : ":" + url.port());
    if (words.contains("PKIX path")) {
      return "the certificate of "
          + host
          + " comes from an authority that is not trusted here; put the authority's certificate"
          + " into ~/.docker/certs.d/"
          + host
          + "/ca.crt, or the same below /etc/docker";
    }
    if (words.contains("certificate_required") || words.contains("bad_certificate")) {
      return host
          + " wants a certificate of its client; put it and its key into ~/.docker/certs.d/"
          + host
          + "/client.cert and client.key, or the same below /etc/docker";
    }
    return null;
  }

  /** A sentence of ours, followed by what the registry said. */
  static String withWords(String sentence, Reply reply) {
    String words = words(reply);
    return words.isEmpty() ? sentence : sentence + " (" + words + ")";
  }

  /** The errors in a body (distribution spec, "Error Codes"), or its text where it is short. */
  static String words(Reply reply) {
    List<String> list = new ArrayList<>();
    try {
      JsonNode tree = JSON.readTree(reply.body());
      tree.path("errors").forEach(error -> list.add(one(error)));
      for (String field : List.of("details", "error_description", "message", "error")) {
        if (list.isEmpty() && tree.path(field).isTextual()) {
          list.add(tree.path(field).asText());
        }
      }
    } catch (IOException _) {
      String type = MediaTypes.bare(reply.header("Content-Type"));
      if (type.equals("text/plain") && reply.body().length <= MAX_WORDS) {
        list.add(new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8).strip());
      }
    }
    String all = String.join("; ", list).strip();
    return all.length() > MAX_WORDS ? all.substring(0, MAX_WORDS) + "…" : all;
  }

  private static String one(JsonNode error) {
    String code = error.path("code").asText("");
    String message = error.path("message").asText("");
    String detail = error.path("detail").isTextual() ? error.path("detail").asText() : "";
    String text = message.isEmpty() ? code : code.isEmpty() ? message : message + ", " + code;
    return detail.isEmpty() || detail.equals(message) ? text : text + ": " + detail;
  }
}
