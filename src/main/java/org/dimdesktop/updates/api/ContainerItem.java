package org.dimdesktop.updates.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.dimdesktop.updates.check.ContainerUpdate;

/** A container on the wire. */
record ContainerItem(
    @JsonProperty("container_id") String id,
    @JsonProperty("container_name") String name,
    @JsonProperty("local_digest") String localDigest,
    @JsonProperty("status") String status,
    @JsonProperty("auto_update") boolean autoUpdate) {
  private static final int SHORT_ID = 12;

  static ContainerItem of(ContainerUpdate update, boolean autoUpdate) {
    return new ContainerItem(
        shortId(update),
        update.container().name(),
        GroupItem.shortened(update.localDigest()),
        update.verdict().status().wire(),
        autoUpdate);
  }

  static String shortId(ContainerUpdate update) {
    return update.container().id().substring(0, SHORT_ID);
  }
}
