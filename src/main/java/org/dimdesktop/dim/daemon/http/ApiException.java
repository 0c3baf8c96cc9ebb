package org.dimdesktop.dim.daemon.http;

import java.util.Map;
import org.dimdesktop.dim.api.ApiError;
import org.dimdesktop.dim.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error of the API's table. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int MAX_MESSAGE = 500;

  private final int status;
  private final transient ApiError body;
  private final transient Map<String, String> headers;

  ApiException(
      int status,
      String code,
      String message,
      @Nullable String field,
      Map<String, String> headers) {
    super(code + ": " + message, null, false, false);
    this.status = status;
    this.body = new ApiError(new ApiError.Detail(code, brief(message), field));
    this.headers = Map.copyOf(headers);
  }

  ApiException(int status, String code, String message) {
    this(status, code, message, null, Map.of());
  }

  /** What the request held may stand in a message, whatever its length. */
  private static String brief(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }

  /** 400 {@code request.invalid}; {@code field} is the field, query value or header to blame. */
  static ApiException invalid(@Nullable String field, String message) {
    return new ApiException(400, ErrorCode.REQUEST_INVALID, message, field, Map.of());
  }

  /** 400 with a code of its own. */
  static ApiException bad(String code, String field, String message) {
    return new ApiException(400, code, message, field, Map.of());
  }

  static ApiException forbidden(String message) {
    return new ApiException(403, ErrorCode.AUTH_FORBIDDEN, message);
  }

  static ApiException noBuild(String id) {
    return new ApiException(404, ErrorCode.BUILD_NOT_FOUND, "there is no build " + id);
  }

  int status() {
    return status;
  }

  ApiError body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }
}
