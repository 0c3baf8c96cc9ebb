package org.dimdesktop.updates.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An update as its journal tells it.
 *
 * @param name of the container that it was about
 * @param image its reference
 * @param fromImage the id of the image before
 * @param toImage the id of the image after; empty while unknown
 * @param reason why it was rolled back; empty where it was not
 * @param retireAt when the old container goes, for one that was kept
 * @param logs the files with the logs of new containers that were removed
 */
public record UpdateRecord(
    String id,
    UpdateState state,
    String name,
    String image,
    String fromImage,
    String toImage,
    String reason,
    Instant created,
    Optional<Instant> ended,
    Optional<Instant> retireAt,
    List<Event> events,
    List<String> logs) {

  /** A line of its history. */
  public record Event(Instant time, String text) {}

  public UpdateRecord {
    events = List.copyOf(events);
    logs = List.copyOf(logs);
  }

  static UpdateRecord of(Journal journal) {
    JsonNode json = journal.json();
    JournalMember target =
        journal.members().stream().filter(JournalMember::isTarget).findFirst().orElseThrow();
    List<Event> events = new ArrayList<>();
    json.path("events")
        .forEach(e -> events.add(new Event(instant(e.path("time")), e.path("text").asText())));
    List<String> logs = new ArrayList<>();
    json.path("members")
        .forEach(member -> {
          if (member.has("log")) {
            logs.add(member.path("log").asText());
          }
        });
    return new UpdateRecord(
        journal.id(),
        journal.state(),
        target.name(),
        target.reference().familiar(),
        target.imageId(),
        target.newImageId(),
        journal.reason(),
        instant(json.path("created")),
        optional(json.path("ended")),
        optional(json.path("retireAt")),
        events,
        logs);
  }

  private static Optional<Instant> optional(JsonNode node) {
    return node.isTextual() ? Optional.of(instant(node)) : Optional.empty();
  }

  private static Instant instant(JsonNode node) {
    return Instant.parse(node.asText());
  }
}
