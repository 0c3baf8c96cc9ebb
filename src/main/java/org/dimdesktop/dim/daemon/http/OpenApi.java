package org.dimdesktop.dim.daemon.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The contract as OpenAPI 3.1; a test holds it and the routes together. */
final class OpenApi {
  private static final String RESOURCE = "openapi.json";

  private OpenApi() {}

  static void send(Context ctx) throws IOException {
    try (InputStream document =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      ctx.contentType("application/json").result(document.readAllBytes());
    }
  }
}
