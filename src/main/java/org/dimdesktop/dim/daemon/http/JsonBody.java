package org.dimdesktop.dim.daemon.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A request's JSON object, read with an error that names the field; unknown fields are ignored. */
final class JsonBody {
  private static final int MAX_BYTES = 1 << 20;

  private final ObjectNode node;

  private JsonBody(ObjectNode node) {
    this.node = node;
  }

  /** Reads the body, of 1 MiB at most. */
  static JsonBody read(Context ctx) throws IOException {
    String type = ctx.contentType();
    String bare = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!bare.equals("application/json")) {
      throw new ApiException(
          415, ErrorCode.REQUEST_MEDIA_TYPE, "the body must be application/json");
    }
    byte[] bytes = ctx.req().getInputStream().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new ApiException(
          413,
          ErrorCode.REQUEST_TOO_LARGE,
          "the body is larger than 1 MiB",
          null,
          Map.of("Connection", "close"));
    }
    try {
      if (DimJson.mapper().readTree(bytes) instanceof ObjectNode object) {
        return new JsonBody(object);
      }
    } catch (IOException e) {
      // The bytes are here: what can't be decoded is not JSON either.
      throw ApiException.invalid(null, "the body is not JSON");
    }
    throw ApiException.invalid(null, "the body must be a JSON object");
  }

  /** A text that must be there and not be blank. */
  String text(String field) {
    return optionalText(field)
        .filter(t -> !t.isBlank())
        .orElseThrow(() -> ApiException.invalid(field, field + " is missing"));
  }

  /** A text that may be missing or null. */
  Optional<String> optionalText(String field) {
    JsonNode value = present(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw ApiException.invalid(field, field + " must be a text");
    }
    if (value.textValue().indexOf('\0') >= 0) {
      throw ApiException.invalid(field, field + " must not hold a NUL character");
    }
    return Optional.of(value.textValue());
  }

  /** A truth value; false when it is missing. */
  boolean flag(String field) {
    JsonNode value = present(field);
    if (value != null && !value.isBoolean()) {
      throw ApiException.invalid(field, field + " must be true or false");
    }
    return value != null && value.booleanValue();
  }

  /** An object of texts; empty when it is missing. */
  Map<String, String> texts(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode value = present(field);
    if (value == null) {
      return texts;
    }
    if (!(value instanceof ObjectNode object)) {
      throw ApiException.invalid(field, field + " must be an object of texts");
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!entry.getValue().isTextual() || entry.getKey().isBlank()) {
        throw ApiException.invalid(field, field + " must be an object of texts");
      }
      texts.put(entry.getKey(), entry.getValue().textValue());
    }
    return texts;
  }

  /** A time that may be missing or null. */
  Optional<Instant> time(String field) {
    Optional<String> text = optionalText(field);
    try {
      return text.map(t -> OffsetDateTime.parse(t).toInstant());
    } catch (DateTimeException e) {
      throw ApiException.invalid(field, field + " must be a time such as 2030-01-31T12:00:00Z");
    }
  }

  /** One of an enum's wire names; it must be there. */
  <E extends Enum<E>> E oneOf(String field, E[] values) {
    String text = text(field);
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw ApiException.invalid(field, field + " has not one of its values: " + names(values));
  }

  private static String names(Enum<?>[] values) {
    StringBuilder names = new StringBuilder();
    for (Enum<?> value : values) {
      names.append(names.isEmpty() ? "" : ", ").append(value.name().toLowerCase(Locale.ROOT));
    }
    return names.toString();
  }

  private @Nullable JsonNode present(String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value;
  }
}
