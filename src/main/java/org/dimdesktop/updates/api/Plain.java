package org.dimdesktop.updates.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.UncheckedIOException;

/** Answers in the form of the API: JSON, or an error as a line of plain text. */
final class Plain {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Plain() {}

  static void error(Context ctx, int status, String line) {
    ctx.status(status).contentType("text/plain; charset=utf-8");
    ctx.header("X-Content-Type-Options", "nosniff").result(line + "\n");
  }

  static void text(Context ctx, String json) {
    ctx.status(200).contentType("application/json").header("Cache-Control", "no-store");
    ctx.result(json);
  }

  static void json(Context ctx, Object body) {
    try {
      text(ctx, JSON.writeValueAsString(body) + "\n");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A field of a JSON body; empty where body or field is not there or no text. */
  static String field(Context ctx, String name) {
    try {
      return JSON.readTree(ctx.body()).path(name).asText("");
    } catch (JsonProcessingException _) {
      return "";
    }
  }
}
