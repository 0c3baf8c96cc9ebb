package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The daemon's OpenAPI document, and which of the answers that it promises have been seen. */
final class Contract {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final JsonNode document;
  private final Set<String> seen = new TreeSet<>();

  Contract(JsonNode document) {
    this.document = document;
  }

  /** One method of one path. */
  record Operation(String method, String path, JsonNode node) {
    boolean open() {
      return node.path("security").isArray();
    }

    boolean hasBody() {
      return node.has("requestBody");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(entry -> {
                  if (METHODS.contains(entry.getKey())) {
                    String method = entry.getKey().toUpperCase(Locale.ROOT);
                    all.add(new Operation(method, path.getKey(), entry.getValue()));
                  }
                }));
    return all;
  }

  Operation operation(String method, String path) {
    return operations().stream()
        .filter(o -> o.method().equals(method) && o.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(method + " " + path + " is not documented"));
  }

  private JsonNode resolve(JsonNode node) {
    String ref = node.path("$ref").asText();
    return ref.isEmpty() ? node : document.at(ref.substring(1));
  }

  /** Every answer that the document promises: operation, status, and the code of an error. */
  Set<String> promised() {
    Set<String> all = new TreeSet<>();
    for (Operation operation : operations()) {
      operation
          .node()
          .path("responses")
          .properties()
          .forEach(entry -> {
            if (!entry.getKey().equals("default")) {
              codes(resolve(entry.getValue()))
                  .forEach(code -> all.add(operation + " " + entry.getKey() + code));
            }
          });
    }
    return all;
  }

  private static List<String> codes(JsonNode response) {
    List<String> codes = new ArrayList<>();
    response
        .at("/content/application~1json/schema/allOf/1/properties/error/properties/code/enum")
        .forEach(code -> codes.add(" " + code.asText()));
    return codes.isEmpty() ? List.of("") : codes;
  }

  Set<String> seen() {
    return seen;
  }

  /** Holds an answer against the document and notes that it was seen. */
  void check(Operation operation, HttpResponse<String> answer) {
    JsonNode response = response(operation, answer);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).as("%s", operation).isEmpty();
    } else {
      assertThat(content.has(type)).as("%s %s", operation, type).isTrue();
    }
    String code = "";
    if (type.equals("application/json")) {
      JsonNode body = DaemonFixture.json(answer);
      validate(operation, content.path(type).path("schema"), body);
      code = answer.statusCode() < 400 ? "" : " " + body.at("/error/code").asText();
    } else if (type.equals("application/x-ndjson")) {
      answer
          .body()
          .lines()
          .forEach(line ->
              validate(operation, content.path(type).path("schema"), DaemonFixture.json(line)));
    }
    seen.add(operation + " " + answer.statusCode() + code);
  }

  /** Holds the head of an answer that stays open against the document. */
  void checkStream(Operation operation, HttpResponse<?> answer) {
    JsonNode content = response(operation, answer).path("content");
    assertThat(content.has(answer.headers().firstValue("Content-Type").orElse(""))).isTrue();
    seen.add(operation + " " + answer.statusCode());
  }

  private JsonNode response(Operation operation, HttpResponse<?> answer) {
    JsonNode responses = operation.node().path("responses");
    String status = Integer.toString(answer.statusCode());
    JsonNode response = resolve(responses.path(responses.has(status) ? status : "default"));
    response
        .path("headers")
        .properties()
        .forEach(header ->
            assertThat(answer.headers().firstValue(header.getKey()))
                .as("%s %s: %s", operation, status, header.getKey())
                .isPresent());
    return response;
  }

  /** No field may be missing, of another type, or undocumented. */
  private void validate(Operation operation, JsonNode schema, JsonNode body) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.putArray("allOf").add(schema);
    whole.put("unevaluatedProperties", false);
    whole.set("components", document.path("components"));
    assertThat(schemas.getSchema(whole).validate(body)).as("%s %s", operation, body).isEmpty();
  }
}
