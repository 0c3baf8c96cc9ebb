package org.dimdesktop.dim.daemon.http;

import io.javalin.http.Context;
import java.util.Optional;

/** Query values, read with an error that names them. */
final class Query {
  private Query() {}

  /** A text; empty when it is missing or blank. */
  static Optional<String> text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).filter(v -> !v.isBlank());
  }

  /** A whole number within bounds. */
  static long number(Context ctx, String name, long otherwise, long min, long max) {
    String value = ctx.queryParam(name);
    if (value == null) {
      return otherwise;
    }
    return number(name, value, min, max);
  }

  /** A whole number within bounds. */
  static long number(String name, String value, long min, long max) {
    try {
      long number = Long.parseLong(value.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw ApiException.invalid(
        name,
        name
            + " must be a whole number"
            + (max == Long.MAX_VALUE ? " from " + min : " from " + min + " to " + max));
  }

  /** {@code true} or {@code false}; false when it is missing. */
  static boolean flag(Context ctx, String name) {
    return switch (ctx.queryParam(name)) {
      case null -> false;
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw ApiException.invalid(name, name + " must be true or false");
    };
  }
}
