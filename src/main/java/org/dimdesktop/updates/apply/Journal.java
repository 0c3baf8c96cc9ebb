package org.dimdesktop.updates.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.dimdesktop.updates.plan.MemberPlan;
import org.dimdesktop.updates.plan.UpdatePlan;

/** What an update is to do and has done: all that a later process needs to put things in order. */
final class Journal {
  private static final int SHORT = 8;

  private final JournalFiles files;
  private final Clock clock;
  private final ObjectNode root;

  Journal(JournalFiles files, Clock clock, ObjectNode root) {
    this.files = files;
    this.clock = clock;
    this.root = root;
  }

  /** A journal of what is planned, not yet on the disk. */
  static Journal of(JournalFiles files, Clock clock, String engine, UpdatePlan plan) {
    String token = UUID.randomUUID().toString().substring(0, SHORT);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    // Sorts by time, whatever the clock's fractions are.
    String id = String.format(Locale.ROOT, "%013d-%s", clock.millis(), token);
    root.put("id", id).put("engine", engine).put("created", clock.instant().toString());
    root.put("state", UpdateState.RUNNING.name());
    root.put(
        "name",
        plan.members().stream().filter(m -> m.target() != null).findFirst().orElseThrow().name());
    root.put("subject", plan.first().name());
    plan.restarts().forEach(root.putArray("restarts")::add);
    root.putArray("events");
    Journal journal = new Journal(files, clock, root);
    for (MemberPlan member : plan.members()) {
      JournalMember.write(member, token, root.withArray("members").addObject());
    }
    return journal;
  }

  String id() {
    return root.path("id").asText();
  }

  String engine() {
    return root.path("engine").asText();
  }

  UpdateState state() {
    return UpdateState.valueOf(root.path("state").asText());
  }

  /** The containers, each after those that it needs. */
  List<JournalMember> members() {
    List<JournalMember> members = new ArrayList<>();
    root.path("members").forEach(member -> members.add(new JournalMember((ObjectNode) member)));
    return members;
  }

  List<String> restarts() {
    List<String> ids = new ArrayList<>();
    root.path("restarts").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  String reason() {
    return root.path("reason").asText("");
  }

  Instant retireAt() {
    return Instant.parse(root.path("retireAt").asText(Instant.MAX.toString()));
  }

  /** Notes the step that is taken next, and is on the disk when it returns. */
  void enter(Step step, String subject) {
    root.put("step", step.name()).put("at", subject);
    event(step.words() + ": " + subject);
    save();
  }

  /** Notes a state, and is on the disk when it returns. */
  void enter(UpdateState state) {
    root.put("state", state.name());
    if (!state.isOpen()) {
      root.put("ended", clock.instant().toString());
    }
    save();
  }

  void commit(Instant retireAt) {
    root.put("retireAt", retireAt.toString());
    enter(UpdateState.COMMITTED);
  }

  void reason(String why) {
    root.put("reason", why);
    event(why);
  }

  void event(String text) {
    root.withArray("events").addObject().put("time", clock.instant().toString()).put("text", text);
  }

  void save() {
    files.write(id(), root);
  }

  JsonNode json() {
    return root;
  }
}
