package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import okhttp3.Headers;
import okhttp3.Response;
import okio.BufferedSource;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** An answer read to its end. */
final class Reply {
  /**
   * Manifests may be 4 MiB at least by the spec; nothing that is read whole is larger than this.
   */
  static final int MAX_BODY = 16 << 20;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final String action;
  private final String subject;

  private Reply(int status, Headers headers, byte[] body, String action, String subject) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.action = action;
    this.subject = subject;
  }

  /** Reads the body, at most {@link #MAX_BODY} bytes, and closes the response. */
  static Reply read(Response response, String action, String subject) {
    try (response) {
      BufferedSource source = response.body().source();
      boolean tooLong = source.request(MAX_BODY + 1L);
      if (tooLong) {
        throw new FailureException(
            new Failure.Broken(
                action, subject, "the answer is larger than " + (MAX_BODY >> 20) + " MiB"));
      }
      return new Reply(
          response.code(), response.headers(), source.readByteArray(), action, subject);
    } catch (IOException e) {
      throw RegistryErrors.failure(action, subject, response.request().url(), e);
    }
  }

  int status() {
    return status;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The first value of a header, or the empty text. */
  String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  List<String> headers(String name) {
    return headers.values(name);
  }

  byte[] body() {
    return body;
  }

  String action() {
    return action;
  }

  String subject() {
    return subject;
  }

  /** The body as JSON; {@link Failure.Broken} when it is none. */
  JsonNode json(String forAction, String forSubject) {
    return json(body, forAction, forSubject);
  }

  static JsonNode json(byte[] bytes, String action, String subject) {
    try {
      JsonNode tree = JSON.readTree(bytes);
      if (tree != null && tree.isObject()) {
        return tree;
      }
    } catch (IOException _) {
      // Said below: the parser's own words quote the input. Zeros make it look for UTF-32, which
      // ends in an exception that is not a JSON one.
    }
    throw new FailureException(
        new Failure.Broken(action, subject, "the answer is not a JSON object"));
  }
}
