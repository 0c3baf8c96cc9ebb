package org.dimdesktop.dim.daemon.http;

import java.nio.ByteBuffer;
import org.dimdesktop.dim.api.ErrorCode;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what is refused before any route sees it, such as a broken escape in a path. */
final class MalformedRequests extends ErrorHandler {
  private static final HttpField JSON = new HttpField(HttpHeader.CONTENT_TYPE, "application/json");

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    response.setStatus(status(code));
    response.getHeaders().put(JSON);
    response.write(true, ByteBuffer.wrap(body(code, message)), callback);
  }

  /** The table of errors knows one status for all that is not well-formed. */
  private static int status(int code) {
    return code < 500 ? code == 404 ? 404 : 400 : code;
  }

  private static byte[] body(int code, @Nullable String reason) {
    String why = reason == null || reason.isBlank() ? "" : ": " + reason;
    ApiException error =
        switch (status(code)) {
          case 400 -> ApiException.invalid(null, "the request is not well-formed" + why);
          case 404 -> new ApiException(404, ErrorCode.ROUTE_NOT_FOUND, "there is no such path");
          default -> new ApiException(code, ErrorCode.INTERNAL, "the request failed");
        };
    return Responses.bytes(error.body());
  }
}
