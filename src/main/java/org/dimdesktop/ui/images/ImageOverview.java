package org.dimdesktop.ui.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.model.Platform;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.FactsPane.Fact;
import org.dimdesktop.ui.control.FactsPane.Section;

/** What the engine says of an image, in the order a person asks for it. */
final class ImageOverview {
  private ImageOverview() {}

  /** The sections for an image and its whole description. */
  static List<Section> of(ImageSummary image, JsonNode inspect) {
    JsonNode config = inspect.path("Config");
    return List.of(
        new Section("", general(image, inspect)),
        new Section(Strings.get("images.detail.names"), names(image)),
        new Section(Strings.get("images.detail.process"), process(config)),
        new Section(Strings.get("images.detail.env"), environment(config.path("Env"))),
        new Section(Strings.get("images.detail.labels"), map(config.path("Labels"))));
  }

  private static List<Fact> general(ImageSummary image, JsonNode inspect) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "images.detail.id", image.id());
    add(
        facts,
        "images.detail.size",
        Strings.get("images.detail.size.value", ByteSize.text(image.size()), image.size()));
    String os = inspect.path("Os").asText();
    String architecture = inspect.path("Architecture").asText();
    if (!os.isEmpty() && !architecture.isEmpty()) {
      Platform platform = Platform.of(os, architecture, inspect.path("Variant").asText());
      add(facts, "images.detail.platform", platform.toString());
    }
    add(facts, "images.detail.created", created(image, inspect));
    add(facts, "images.detail.author", inspect.path("Author").asText());
    return facts;
  }

  private static String created(ImageSummary image, JsonNode inspect) {
    Instant moment = image.created();
    try {
      moment = Instant.parse(inspect.path("Created").asText());
    } catch (DateTimeException e) {
      // a newer engine leaves it out where an image has no date: the list's is as good
    }
    return Moments.both(moment);
  }

  private static List<Fact> names(ImageSummary image) {
    List<Fact> facts = new ArrayList<>();
    image.repoTags().forEach(tag -> add(facts, "images.detail.tag", tag));
    image.repoDigests().forEach(digest -> add(facts, "images.detail.digest", digest));
    return facts;
  }

  private static List<Fact> process(JsonNode config) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "images.detail.entrypoint", words(config.path("Entrypoint")));
    add(facts, "images.detail.command", words(config.path("Cmd")));
    add(facts, "images.detail.workdir", config.path("WorkingDir").asText());
    add(facts, "images.detail.user", config.path("User").asText());
    add(facts, "images.detail.ports", String.join(", ", keys(config.path("ExposedPorts"))));
    add(facts, "images.detail.volumes", String.join(", ", keys(config.path("Volumes"))));
    add(facts, "images.detail.signal", config.path("StopSignal").asText());
    return facts;
  }

  /** The ports that an image declares, {@code 80/tcp}. */
  static List<String> exposedPorts(JsonNode inspect) {
    return keys(inspect.path("Config").path("ExposedPorts"));
  }

  private static List<Fact> environment(JsonNode variables) {
    List<Fact> facts = new ArrayList<>();
    for (JsonNode variable : variables) {
      String text = variable.asText();
      int equals = text.indexOf('=');
      facts.add(
          equals < 0
              ? new Fact(text, "")
              : new Fact(text.substring(0, equals), text.substring(equals + 1)));
    }
    return facts;
  }

  private static List<Fact> map(JsonNode object) {
    return object.properties().stream()
        .map(entry -> new Fact(entry.getKey(), entry.getValue().asText()))
        .toList();
  }

  private static List<String> keys(JsonNode object) {
    return object.properties().stream().map(java.util.Map.Entry::getKey).sorted().toList();
  }

  /** Words as they could be typed: those with blanks or quotes are quoted. */
  private static String words(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .map(
            word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  private static void add(List<Fact> facts, String key, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(Strings.get(key), value));
    }
  }
}
