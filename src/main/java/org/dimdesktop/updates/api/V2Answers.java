package org.dimdesktop.updates.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import org.dimdesktop.task.Failure;

/** Answers of {@code /api/v2}: JSON, errors too, in the form of the dim daemon's. */
final class V2Answers {
  private V2Answers() {}

  /** With status 200, where none is set. */
  static void json(Context ctx, JsonNode body) {
    ctx.contentType("application/json").header("Cache-Control", "no-store");
    ctx.result(body + "\n");
  }

  static void error(Context ctx, int status, String code, String message) {
    ctx.status(status);
    json(
        ctx,
        JsonNodeFactory.instance
            .objectNode()
            .set(
                "error",
                JsonNodeFactory.instance.objectNode().put("code", code).put("message", message)));
  }

  static void notFound(Context ctx) {
    error(ctx, 404, "route.not_found", "there is no such route");
  }

  static void failure(Context ctx, Failure failure) {
    String message =
        failure instanceof Failure.Invalid
            ? failure.cause()
            : failure.subject() + ": " + failure.cause();
    switch (failure) {
      case Failure.NotFound _ -> error(ctx, 404, "not_found", message);
      case Failure.Conflict _ -> error(ctx, 409, "conflict", message);
      case Failure.Denied _ -> error(ctx, 409, "not_allowed", message);
      case Failure.Invalid _ -> error(ctx, 400, "request.invalid", message);
      case Failure.Unreachable _, Failure.Broken _ -> error(ctx, 502, "engine.away", message);
      default -> error(ctx, 500, "failed", message);
    }
  }
}
