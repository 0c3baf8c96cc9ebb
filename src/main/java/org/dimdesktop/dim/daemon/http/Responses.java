package org.dimdesktop.dim.daemon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.dimdesktop.dim.api.ApiError;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How answers are written. */
final class Responses {
  private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

  private Responses() {}

  /** A JSON answer. */
  static void json(Context ctx, int status, Object body) {
    ctx.status(status).contentType("application/json").header("Cache-Control", "no-store");
    ctx.result(bytes(body));
  }

  /** The record as JSON in UTF-8. */
  static byte[] bytes(Object body) {
    try {
      return DimJson.mapper().writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 204. */
  static void nothing(Context ctx) {
    ctx.status(204);
  }

  /** An error of the table. */
  static void error(Context ctx, ApiException e) {
    e.headers().forEach(ctx::header);
    json(ctx, e.status(), e.body());
  }

  /** A bug: the log has the stack trace, the client its number. */
  static void bug(Context ctx, Exception e) {
    String incident = UUID.randomUUID().toString();
    LOG.error("{} {} failed, incident {}", ctx.method(), ctx.path(), incident, e);
    if (!ctx.res().isCommitted()) {
      json(
          ctx,
          500,
          new ApiError(
              new ApiError.Detail(
                  ErrorCode.INTERNAL,
                  "an error of the daemon itself, incident " + incident,
                  null)));
    }
  }
}
