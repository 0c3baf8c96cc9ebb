package org.dimdesktop.engine.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to the engine; the {@code with…} methods return changed copies.
 *
 * @param action what it is for, as a failure tells it: {@code pull}
 * @param subject what it is about, as a failure tells it
 * @param path the path below the version, without a leading slash, each segment encoded already
 * @param query names and values in order; both are encoded when sent
 * @param headers names and values in order; their values never stand in a log
 * @param contentType the type of the body, or null for none
 * @param body writes the body, or null for an empty one
 * @param timeout bounds the whole exchange including the body, or null for no bound
 * @param versioned whether the negotiated version goes before the path; only {@code _ping} does not
 */
public record EngineRequest(
    String action,
    String subject,
    String method,
    String path,
    List<Map.Entry<String, String>> query,
    List<Map.Entry<String, String>> headers,
    @Nullable String contentType,
    @Nullable BodyWriter body,
    @Nullable Duration timeout,
    boolean versioned) {

  public EngineRequest {
    query = List.copyOf(query);
    headers = List.copyOf(headers);
  }

  /** A request without query, headers and body. */
  public static EngineRequest of(String method, String path, String action, String subject) {
    return new EngineRequest(
        action, subject, method, path, List.of(), List.of(), null, null, null, true);
  }

  /** A GET. */
  public static EngineRequest get(String path, String action, String subject) {
    return of("GET", path, action, subject);
  }

  /** A POST, with an empty body until one is given. */
  public static EngineRequest post(String path, String action, String subject) {
    return of("POST", path, action, subject);
  }

  /** A DELETE. */
  public static EngineRequest delete(String path, String action, String subject) {
    return of("DELETE", path, action, subject);
  }

  /** One more parameter of the query. */
  public EngineRequest withQuery(String name, Object value) {
    return new EngineRequest(
        action,
        subject,
        method,
        path,
        plus(query, name, String.valueOf(value)),
        headers,
        contentType,
        body,
        timeout,
        versioned);
  }

  /** One more header. */
  public EngineRequest withHeader(String name, String value) {
    return new EngineRequest(
        action,
        subject,
        method,
        path,
        query,
        plus(headers, name, value),
        contentType,
        body,
        timeout,
        versioned);
  }

  /** The same with a body that is streamed. */
  public EngineRequest withBody(String type, BodyWriter writer) {
    return new EngineRequest(
        action, subject, method, path, query, headers, type, writer, timeout, versioned);
  }

  /** The same with a JSON body. */
  public EngineRequest withJson(JsonNode json) {
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return withBody("application/json", out -> out.write(bytes));
  }

  /** The same with a bound on the whole exchange. */
  public EngineRequest withTimeout(Duration limit) {
    return new EngineRequest(
        action, subject, method, path, query, headers, contentType, body, limit, versioned);
  }

  /** The same outside any version. */
  public EngineRequest withoutVersion() {
    return new EngineRequest(
        action, subject, method, path, query, headers, contentType, body, timeout, false);
  }

  private static List<Map.Entry<String, String>> plus(
      List<Map.Entry<String, String>> before, String name, String value) {
    List<Map.Entry<String, String>> after = new ArrayList<>(before);
    after.add(Map.entry(name, value));
    return after;
  }

  /** Method and path: headers and query may hold what must not be shown. */
  @Override
  public String toString() {
    return method + " /" + path;
  }
}
