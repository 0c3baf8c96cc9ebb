package org.dimdesktop.dim.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import okhttp3.Response;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** Turns what came back from a daemon, or did not, into failures. */
final class ApiFailures {
  private static final long MAX_BODY = 64 * 1024;

  private ApiFailures() {}

  /** The failure that an error answer stands for; reads the body. */
  static FailureException ofAnswer(String action, String subject, Response response)
      throws IOException {
    ApiException api = read(response);
    String cause = api.message();
    Failure failure =
        switch (api.status()) {
          case 400, 413, 415, 422 ->
              new Failure.Invalid(action, subject, cause, api.field().orElse(null));
          case 401 -> new Failure.Unauthorized(action, subject, cause, "");
          case 403 -> new Failure.Denied(action, subject, cause);
          case 404, 410 -> new Failure.NotFound(action, subject, cause);
          case 405, 501 -> new Failure.Unsupported(action, subject, cause);
          case 409 -> new Failure.Conflict(action, subject, cause, List.of());
          case 429 -> new Failure.RateLimited(action, subject, cause, retryAfter(response));
          case 503 -> new Failure.Unreachable(action, subject, cause);
          default -> new Failure.Broken(action, subject, cause);
        };
    return new FailureException(failure, api);
  }

  /** The failure that an exception of the connection stands for. */
  static FailureException ofConnection(
      String action, String subject, IOException e, boolean cancelled) {
    boolean interrupted =
        e instanceof InterruptedIOException && Thread.currentThread().isInterrupted();
    if (cancelled || interrupted || Thread.currentThread().isInterrupted()) {
      return new FailureException(new Failure.Cancelled(action, subject, "it was cancelled"), e);
    }
    if (e instanceof JsonProcessingException) {
      return new FailureException(
          new Failure.Broken(action, subject, "the answer is not what a dim daemon sends"), e);
    }
    String message = e.getMessage();
    return new FailureException(
        new Failure.Unreachable(
            action, subject, message == null ? e.getClass().getSimpleName() : words(message)),
        e);
  }

  /** Without the slash that Java puts before an address which was given as numbers. */
  private static String words(String message) {
    return message.replace(" /", " ");
  }

  /** How long a 429 or 503 asks to wait; null when it does not say. */
  static @Nullable Duration retryAfter(Response response) {
    String header = response.header("Retry-After");
    return header == null || !header.matches("\\d{1,6}")
        ? null
        : Duration.ofSeconds(Long.parseLong(header));
  }

  private static ApiException read(Response response) throws IOException {
    String text = response.peekBody(MAX_BODY).string();
    try {
      JsonNode error = DimJson.mapper().readTree(text).path("error");
      if (error.path("code").isTextual()) {
        return new ApiException(
            response.code(),
            error.path("code").asText(),
            error.path("message").asText(),
            error.path("field").isTextual() ? error.path("field").asText() : null);
      }
    } catch (JsonProcessingException e) {
      // not a daemon's words; the status must do
    }
    return new ApiException(
        response.code(),
        "http." + response.code(),
        "it answered with the status " + response.code(),
        null);
  }
}
