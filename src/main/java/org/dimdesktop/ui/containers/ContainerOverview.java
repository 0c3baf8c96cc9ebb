package org.dimdesktop.ui.containers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.engine.container.PortMapping;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.FactsPane.Fact;
import org.dimdesktop.ui.control.FactsPane.Section;

/** What the engine says of a container, in the order a person asks for it. */
final class ContainerOverview {
  private ContainerOverview() {}

  /** The sections for a container and its whole description. */
  static List<Section> of(ContainerSummary container, JsonNode inspect) {
    JsonNode config = inspect.path("Config");
    return List.of(
        new Section("", general(container, inspect)),
        new Section(Strings.get("containers.detail.process"), process(inspect)),
        new Section(Strings.get("containers.detail.network"), network(container, inspect)),
        new Section(Strings.get("containers.detail.mounts"), mounts(inspect.path("Mounts"))),
        new Section(Strings.get("containers.detail.env"), environment(config.path("Env"))),
        new Section(Strings.get("containers.detail.labels"), map(config.path("Labels"))));
  }

  private static List<Fact> general(ContainerSummary container, JsonNode inspect) {
    List<Fact> facts = new ArrayList<>();
    JsonNode state = inspect.path("State");
    add(facts, "containers.detail.id", container.id());
    add(facts, "containers.detail.image", inspect.path("Config").path("Image").asText());
    add(facts, "containers.detail.imageid", container.imageId());
    add(facts, "containers.detail.status", container.status());
    add(facts, "containers.detail.created", time(inspect.path("Created").asText()));
    add(facts, "containers.detail.started", time(state.path("StartedAt").asText()));
    if (!container.state().isUp()) {
      add(facts, "containers.detail.finished", time(state.path("FinishedAt").asText()));
      add(facts, "containers.detail.exit", state.path("ExitCode").asText());
    }
    if (state.path("OOMKilled").asBoolean()) {
      add(facts, "containers.detail.oom", Strings.get("containers.detail.oom.yes"));
    }
    add(facts, "containers.detail.error", state.path("Error").asText());
    JsonNode policy = inspect.path("HostConfig").path("RestartPolicy");
    add(facts, "containers.detail.restart", policy.path("Name").asText());
    int restarts = inspect.path("RestartCount").asInt();
    if (restarts > 0) {
      add(facts, "containers.detail.restarts", Integer.toString(restarts));
    }
    add(facts, "containers.detail.health", lastHealth(state.path("Health").path("Log")));
    return facts;
  }

  /** What the last health check printed. */
  private static String lastHealth(JsonNode log) {
    JsonNode newest = log.path(log.size() - 1);
    return newest.path("Output").asText().strip();
  }

  private static List<Fact> process(JsonNode inspect) {
    List<Fact> facts = new ArrayList<>();
    add(
        facts,
        "containers.detail.command",
        (inspect.path("Path").asText() + " " + words(inspect.path("Args"))).strip());
    add(facts, "containers.detail.workdir", inspect.path("Config").path("WorkingDir").asText());
    add(facts, "containers.detail.user", inspect.path("Config").path("User").asText());
    return facts;
  }

  private static List<Fact> network(ContainerSummary container, JsonNode inspect) {
    List<Fact> facts = new ArrayList<>();
    add(
        facts,
        "containers.detail.ports",
        container.ports().stream().map(PortMapping::toString).collect(Collectors.joining("\n")));
    inspect
        .path("NetworkSettings")
        .path("Networks")
        .properties()
        .forEach(
            net -> facts.add(new Fact(net.getKey(), net.getValue().path("IPAddress").asText())));
    return facts;
  }

  private static List<Fact> mounts(JsonNode mounts) {
    List<Fact> facts = new ArrayList<>();
    for (JsonNode mount : mounts) {
      String name = mount.path("Name").asText();
      String source = name.isEmpty() ? mount.path("Source").asText() : name;
      boolean writable = mount.path("RW").asBoolean(true);
      facts.add(
          new Fact(
              mount.path("Destination").asText(),
              writable ? source : Strings.get("containers.detail.readonly", source)));
    }
    return facts;
  }

  private static List<Fact> environment(JsonNode variables) {
    List<Fact> facts = new ArrayList<>();
    for (JsonNode variable : variables) {
      String text = variable.asText();
      int equals = Math.max(0, text.indexOf('='));
      facts.add(
          new Fact(text.substring(0, equals), text.substring(Math.min(text.length(), equals + 1))));
    }
    return facts;
  }

  private static List<Fact> map(JsonNode object) {
    return object.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new Fact(entry.getKey(), entry.getValue().asText()))
        .toList();
  }

  private static String words(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .map(
            word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  private static String time(String text) {
    try {
      Instant moment = Instant.parse(text);
      return Moments.both(moment);
    } catch (DateTimeException e) {
      return text;
    }
  }

  private static void add(List<Fact> facts, String key, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(Strings.get(key), value));
    }
  }
}
