package org.dimdesktop.engine.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the engine's JSON about images; what is missing becomes empty. */
public final class ImageJson {
  private ImageJson() {}

  /** An item of {@code GET /images/json}; who uses the image is not in it. */
  public static ImageSummary ofList(JsonNode item) {
    return new ImageSummary(
        item.path("Id").asText(),
        names(item.path("RepoTags")),
        names(item.path("RepoDigests")),
        item.path("Size").asLong(),
        Instant.ofEpochSecond(item.path("Created").asLong()),
        labels(item.path("Labels")),
        List.of());
  }

  /** The item that {@link #ofList} would read as {@code image}, without those who use it. */
  public static JsonNode toList(ImageSummary image) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("Id", image.id());
    image.repoTags().forEach(item.putArray("RepoTags")::add);
    image.repoDigests().forEach(item.putArray("RepoDigests")::add);
    item.put("Size", image.size());
    item.put("Created", image.created().getEpochSecond());
    image.labels().forEach(item.putObject("Labels")::put);
    return item;
  }

  /**
   * An answer of {@code GET /images/x/json}.
   *
   * @param size the list's size, which another store than the graph drivers' counts otherwise here
   */
  static ImageSummary ofInspect(JsonNode image, long size) {
    return new ImageSummary(
        image.path("Id").asText(),
        names(image.path("RepoTags")),
        names(image.path("RepoDigests")),
        size,
        time(image.path("Created").asText()).truncatedTo(ChronoUnit.SECONDS),
        labels(image.path("Config").path("Labels")),
        List.of());
  }

  static HistoryEntry ofHistory(JsonNode item) {
    return new HistoryEntry(
        item.path("Id").asText(),
        Instant.ofEpochSecond(item.path("Created").asLong()),
        item.path("CreatedBy").asText(),
        item.path("Size").asLong(),
        names(item.path("Tags")),
        item.path("Comment").asText());
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH; // an image may say nothing of its time
    }
  }

  /** Old engines write {@code <none>:<none>} where there is no name. */
  private static List<String> names(JsonNode array) {
    List<String> names = new ArrayList<>(array.size());
    for (JsonNode name : array) {
      if (!name.asText().startsWith("<none>")) {
        names.add(name.asText());
      }
    }
    return names;
  }

  private static Map<String, String> labels(JsonNode object) {
    Map<String, String> labels = new LinkedHashMap<>();
    object.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }
}
