package org.dimdesktop.updates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.NewerVersion;
import org.dimdesktop.updates.plan.MemberPlan;
import org.dimdesktop.updates.plan.UpdatePlan;

/** Reports, plans and records as JSON, for scripts. No value of a setting is in it. */
public final class UpdatesJson {
  private UpdatesJson() {}

  /** A check, with whole digests and the reason of every status. */
  public static ObjectNode of(CheckReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("checked_at", report.at().toString()).put("requests", report.requested());
    ArrayNode groups = json.putArray("groups");
    report.groups().forEach(group -> groups.add(of(group)));
    ObjectNode quotas = json.putObject("quotas");
    report
        .quotas()
        .forEach((host, quota) ->
            quotas
                .putObject(host)
                .put("limit", quota.limit())
                .put("remaining", quota.remaining())
                .put("window_seconds", quota.window().toSeconds()));
    return json;
  }

  private static ObjectNode of(ImageGroup group) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("image", group.name()).put("status", group.status().wire());
    json.put("remote_digest", text(group.remoteDigest()));
    ArrayNode containers = json.putArray("containers");
    for (ContainerUpdate update : group.containers()) {
      ObjectNode item = containers.addObject();
      update.built().ifPresent(built -> item.put("built_at", built.toString()));
      item.put("container_id", update.container().id())
          .put("container_name", update.container().name())
          .put("local_digest", text(update.localDigest()))
          .put("status", update.verdict().status().wire())
          .put("reason", update.verdict().reason().name().toLowerCase(Locale.ROOT))
          .put("detail", update.verdict().detail());
    }
    return json;
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("unknown");
  }

  /** Newer tags of one image. */
  public static ArrayNode of(List<NewerVersion> versions) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (NewerVersion version : versions) {
      ObjectNode item = json.addObject().put("tag", version.tag());
      version.built().ifPresent(built -> item.put("built", built.toString()));
      version.notes().ifPresent(notes -> item.put("notes", notes.toString()));
    }
    return json;
  }

  /** A plan. */
  public static ObjectNode of(UpdatePlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode members = json.putArray("containers");
    for (MemberPlan member : plan.members()) {
      ObjectNode item = members.addObject().put("name", member.name()).put("id", member.id());
      item.put("from_image", member.imageId());
      if (member.target() != null) {
        item.put("image", member.target().image().familiar());
        item.put(
            "pull", member.target().digest() == null ? "" : member.target().digest().toString());
      }
      member.carried().forEach(item.putArray("carried")::add);
    }
    json.put("pull_bytes", plan.pullBytes());
    texts(json, "dependants", plan.dependants());
    texts(json, "warnings", plan.warnings());
    texts(json, "irreversible", plan.irreversible());
    ArrayNode changes = json.putArray("image_changes");
    plan.imageChanges()
        .forEach(change ->
            changes
                .addObject()
                .put("path", change.path())
                .put("before", change.before())
                .put("after", change.after()));
    return json;
  }

  private static void texts(ObjectNode json, String field, List<String> texts) {
    texts.forEach(json.putArray(field)::add);
  }

  /** A record of what was done, or why nothing was. */
  public static ObjectNode of(UpdateOutcome outcome) {
    return outcome.record() != null
        ? of(outcome.record())
        : JsonNodeFactory.instance
            .objectNode()
            .put("state", "not_begun")
            .put("container", outcome.name())
            .put("reason", outcome.reason());
  }

  /** A record of the history. */
  public static ObjectNode of(UpdateRecord record) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", record.id()).put("state", record.state().name().toLowerCase(Locale.ROOT));
    json.put("container", record.name()).put("image", record.image());
    json.put("from_image", record.fromImage()).put("to_image", record.toImage());
    json.put("reason", record.reason()).put("created_at", record.created().toString());
    record.ended().ifPresent(at -> json.put("ended_at", at.toString()));
    record.retireAt().ifPresent(at -> json.put("rollback_until", at.toString()));
    ArrayNode events = json.putArray("events");
    record
        .events()
        .forEach(event ->
            events.addObject().put("time", event.time().toString()).put("text", event.text()));
    texts(json, "logs", record.logs());
    return json;
  }
}
