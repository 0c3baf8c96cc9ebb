package org.dimdesktop.updates.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dimdesktop.model.Digest;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.ImageGroup;

/** The containers of one image on the wire. */
record GroupItem(
    @JsonProperty("image") String image,
    @JsonProperty("remote_digest") String remoteDigest,
    @JsonProperty("status") String status,
    @JsonProperty("containers") List<ContainerItem> containers) {
  private static final int SHORT_DIGEST = 17;

  static GroupItem of(ImageGroup group, Predicate<ContainerUpdate> auto) {
    return new GroupItem(
        group.name(),
        shortened(group.remoteDigest()),
        group.status().wire(),
        group.containers().stream().map(c -> ContainerItem.of(c, auto.test(c))).toList());
  }

  static String shortened(Optional<Digest> digest) {
    return digest.map(d -> d.toString().substring(0, SHORT_DIGEST)).orElse("unknown");
  }
}
