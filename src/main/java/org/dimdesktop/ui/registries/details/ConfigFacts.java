package org.dimdesktop.ui.registries.details;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.FactsPane.Fact;
import org.dimdesktop.ui.control.FactsPane.Section;

/** An image's configuration (OCI image spec, "Image Configuration") as facts. */
final class ConfigFacts {
  private ConfigFacts() {}

  static List<Section> of(TagContents contents) {
    JsonNode json = contents.config();
    if (json == null) {
      return List.of();
    }
    JsonNode config = json.path("config");
    return List.of(
        new Section(Strings.get("registries.config.image"), image(contents, json)),
        new Section(Strings.get("registries.config.run"), run(config)),
        new Section(Strings.get("registries.config.env"), pairs(config.path("Env"))),
        new Section(Strings.get("registries.config.labels"), named(config.path("Labels"))),
        new Section(
            Strings.get("registries.config.annotations"),
            contents.image() == null
                ? List.of()
                : named(contents.image().json().path("annotations"))));
  }

  private static List<Fact> image(TagContents contents, JsonNode json) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "registries.config.reference", contents.tag().familiar());
    add(facts, "registries.column.digest", contents.top().descriptor().digest().toString());
    if (contents.chosen() != null) {
      add(facts, "registries.config.imageDigest", contents.chosen().digest().toString());
    }
    String variant = json.path("variant").asText("");
    String os = json.path("os").asText("");
    add(
        facts,
        "registries.platform",
        os.isEmpty()
            ? ""
            : os
                + "/"
                + json.path("architecture").asText("")
                + (variant.isEmpty() ? "" : "/" + variant));
    try {
      String created = json.path("created").asText("");
      add(
          facts,
          "registries.column.created",
          created.isEmpty()
              ? ""
              : Moments.both(java.time.OffsetDateTime.parse(created).toInstant()));
    } catch (java.time.DateTimeException _) {
      // Not worth more than to be left out: the whole text stands in the manifest's tab.
    }
    add(facts, "registries.config.author", json.path("author").asText(""));
    return facts;
  }

  private static List<Fact> run(JsonNode config) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "registries.config.entrypoint", words(config.path("Entrypoint")));
    add(facts, "registries.config.command", words(config.path("Cmd")));
    add(facts, "registries.config.user", config.path("User").asText(""));
    add(facts, "registries.config.directory", config.path("WorkingDir").asText(""));
    add(facts, "registries.config.ports", keys(config.path("ExposedPorts")));
    add(facts, "registries.config.volumes", keys(config.path("Volumes")));
    add(facts, "registries.config.health", words(config.path("Healthcheck").path("Test")));
    add(facts, "registries.config.signal", config.path("StopSignal").asText(""));
    return facts;
  }

  private static void add(List<Fact> facts, String key, String value) {
    if (!value.isBlank()) {
      facts.add(new Fact(Strings.get(key), value));
    }
  }

  /** As a shell would want them, where a word has a space in it. */
  private static String words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> {
      String text = word.asText();
      boolean quote = text.isEmpty() || text.chars().anyMatch(Character::isWhitespace);
      words.add(quote ? "'" + text.replace("'", "'\\''") + "'" : text);
    });
    return String.join(" ", words);
  }

  private static String keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return String.join("\n", keys);
  }

  private static List<Fact> pairs(JsonNode list) {
    List<Fact> facts = new ArrayList<>();
    list.forEach(entry -> {
      String text = entry.asText();
      int equals = text.indexOf('=');
      facts.add(
          equals < 0
              ? new Fact(text, "")
              : new Fact(text.substring(0, equals), text.substring(equals + 1)));
    });
    return facts;
  }

  private static List<Fact> named(JsonNode object) {
    List<Fact> facts = new ArrayList<>();
    object
        .properties()
        .forEach(entry -> facts.add(new Fact(entry.getKey(), entry.getValue().asText(""))));
    return facts;
  }
}
