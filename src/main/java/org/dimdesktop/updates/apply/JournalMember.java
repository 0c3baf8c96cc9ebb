package org.dimdesktop.updates.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.updates.plan.Join;
import org.dimdesktop.updates.plan.MemberPlan;
import org.dimdesktop.updates.plan.Target;
import org.jspecify.annotations.Nullable;

/** A container of a journal: a view on its JSON. */
final class JournalMember {
  private final ObjectNode json;

  JournalMember(ObjectNode json) {
    this.json = json;
  }

  static void write(MemberPlan plan, String token, ObjectNode json) {
    json.put("id", plan.id()).put("name", plan.name()).put("imageId", plan.imageId());
    json.put("temp", plan.name() + "-dim-new-" + token);
    json.put("parked", plan.name() + "-dim-old-" + token);
    json.put("autoRemove", plan.isAutoRemoved());
    state(plan.inspect(), json);
    Target target = plan.target();
    if (target != null) {
      json.put("reference", target.image().toString());
      json.put("digest", target.digest() == null ? "" : target.digest().toString());
    }
    json.set("inspect", plan.inspect());
    json.set("body", plan.spec().body());
    plan.spec()
        .joins()
        .forEach(join ->
            json.withArray("joins")
                .addObject()
                .put("network", join.network())
                .set("endpoint", join.endpoint()));
    plan.spec().leaves().forEach(json.withArray("leaves")::add);
  }

  private static void state(JsonNode inspect, ObjectNode json) {
    json.put("running", inspect.path("State").path("Running").asBoolean());
    json.put("paused", inspect.path("State").path("Paused").asBoolean());
  }

  /** What it is at the start of the update, which may be later than the plan. */
  void refresh(JsonNode inspect) {
    state(inspect, json);
  }

  String id() {
    return text("id");
  }

  String name() {
    return text("name");
  }

  /** The new container's name while the old one has its own. */
  String temp() {
    return text("temp");
  }

  /** The old container's name once the new one has it, and the stand-in's. */
  String parked() {
    return text("parked");
  }

  /** The id of the old image. */
  String imageId() {
    return text("imageId");
  }

  /** The old container's image as it was named. */
  String image() {
    return json.path("body").path("Image").asText();
  }

  /** The tag that the old container was made with; empty for a digest or an id. */
  Optional<ImageReference> tag() {
    try {
      return Optional.of(ImageReference.parse(image()).withDefaultTag())
          .filter(reference -> reference.digest() == null && !imageId().contains(image()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  boolean wasRunning() {
    return json.path("running").asBoolean();
  }

  boolean wasPaused() {
    return json.path("paused").asBoolean();
  }

  /** Whether the engine removes the old one when it stops, so that a stand-in is needed. */
  boolean needsSpare() {
    return json.path("autoRemove").asBoolean() && wasRunning();
  }

  JsonNode restartPolicy() {
    return json.path("inspect").path("HostConfig").path("RestartPolicy");
  }

  boolean isTarget() {
    return json.has("reference");
  }

  /** What it is brought to, for a target. */
  ImageReference reference() {
    return ImageReference.parse(text("reference"));
  }

  /** What is pulled; null where nothing is. */
  @Nullable Digest digest() {
    String digest = text("digest");
    return digest.isEmpty() ? null : Digest.parse(digest);
  }

  ObjectNode body() {
    return json.path("body").deepCopy();
  }

  List<Join> joins() {
    List<Join> joins = new ArrayList<>();
    json.path("joins")
        .forEach(join ->
            joins.add(new Join(join.path("network").asText(), (ObjectNode) join.path("endpoint"))));
    return joins;
  }

  List<String> leaves() {
    List<String> leaves = new ArrayList<>();
    json.path("leaves").forEach(network -> leaves.add(network.asText()));
    return leaves;
  }

  /** The id of the image that the tag named before the update; empty for none. */
  String taggedBefore() {
    return text("taggedBefore");
  }

  void taggedBefore(String imageId) {
    json.put("taggedBefore", imageId);
  }

  /** The id of the new image, once it is here. */
  String newImageId() {
    return text("newImageId");
  }

  void newImageId(String imageId) {
    json.put("newImageId", imageId);
  }

  Optional<String> newId() {
    return id("newId");
  }

  void newId(String id) {
    json.put("newId", id);
  }

  Optional<String> spareId() {
    return id("spareId");
  }

  void spareId(String id) {
    json.put("spareId", id);
  }

  /** The file that the new container's log was kept in, when it was removed. */
  void log(String file) {
    json.put("log", file);
  }

  private Optional<String> id(String field) {
    String id = text(field);
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  private String text(String field) {
    return json.path(field).asText("");
  }
}
