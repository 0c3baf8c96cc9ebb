package org.dimdesktop.updates.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dimdesktop.task.Progress;

/** How far an update is, on the wire: the layer that moved last, or the step. */
record ProgressItem(
    @JsonProperty("layer") String layer,
    @JsonProperty("current") long current,
    @JsonProperty("total") long total,
    @JsonProperty("percent") long percent,
    @JsonProperty("status") String status) {

  private static final String ERROR = "error: ";

  static ProgressItem status(String status) {
    return new ProgressItem("", 0, 0, 0, status);
  }

  static ProgressItem error(String why) {
    return status(ERROR + why);
  }

  boolean isError() {
    return status.startsWith(ERROR);
  }

  /** The same, of a container, for those that listen to all. */
  ObjectNode json(String id, String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("container_id", id)
        .put("container", name)
        .put("layer", layer)
        .put("current", current)
        .put("total", total)
        .put("percent", percent)
        .put("status", status);
  }

  /** A pull's layer, in Docker's words. */
  static ProgressItem of(Progress layer) {
    long total = Math.max(0, layer.total());
    return new ProgressItem(
        layer.label(),
        layer.current(),
        total,
        total == 0 ? 0 : Math.min(100, layer.current() * 100 / total),
        switch (layer.phase()) {
          case WAITING -> "Waiting";
          case RUNNING -> "Pulling fs layer";
          case DOWNLOADING -> "Downloading";
          case VERIFYING -> "Verifying Checksum";
          case EXTRACTING -> "Extracting";
          case UPLOADING -> "Uploading";
          case RETRYING -> "Retrying";
          case EXISTS -> "Already exists";
          case DONE -> "Pull complete";
          case FAILED -> ERROR + layer.note();
        });
  }
}
