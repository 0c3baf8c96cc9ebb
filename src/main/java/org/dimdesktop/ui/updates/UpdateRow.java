package org.dimdesktop.ui.updates;

import java.time.Instant;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.NewerVersion;

/**
 * One line of the list: a container, in the group of those with its image.
 *
 * @param built when the image that runs was built; {@link Instant#EPOCH} while unknown
 * @param newer the newer versions of its image that are known, newest first
 * @param automatic whether it is updated on its own
 * @param busy whether it is being updated, or waits for it
 */
record UpdateRow(
    ImageGroup group,
    ContainerUpdate update,
    Instant built,
    List<NewerVersion> newer,
    boolean automatic,
    boolean busy) {
  private static final int SHORT = 8;

  /** The name: an update changes the id. */
  String name() {
    return update.container().name();
  }

  String image() {
    return group.name();
  }

  /** The image without most of a digest that it is pinned to. */
  String imageText() {
    int digest = image().indexOf("@sha256:");
    return digest < 0
        ? image()
        : image().substring(0, digest) + "@" + shortened(image().substring(digest + 1));
  }

  RowStatus status() {
    return RowStatus.of(update.verdict());
  }

  String statusText() {
    return busy ? Strings.get("updates.status.busy") : status().text();
  }

  String why() {
    return update.verdict().detail();
  }

  boolean canUpdate() {
    return !busy && status().isBehind();
  }

  /** The status of the group, with how many of it are behind where not all or none are. */
  String groupText() {
    long behind =
        group.containers().stream().filter(c -> RowStatus.of(c.verdict()).isBehind()).count();
    int all = group.containers().size();
    String word = RowStatus.ofGroup(group.status());
    return all == 1 ? word : Strings.get("updates.group.count", word, behind, all);
  }

  String localDigest() {
    return update.localDigest().map(Digest::toString).orElse("");
  }

  String remoteDigest() {
    return group.remoteDigest().map(Digest::toString).orElse("");
  }

  /** The first digits: enough to see whether two are the same. */
  static String shortened(String digest) {
    String hex = digest.substring(digest.indexOf(':') + 1);
    return hex.length() <= SHORT ? hex : hex.substring(0, SHORT);
  }

  /** The tag of the newest version that is known; empty for none. */
  String newerText() {
    return newer.isEmpty() ? "" : newer.getFirst().tag();
  }

  /** What the filter field searches. */
  String searchText() {
    return String.join(
        " ",
        name(),
        image(),
        update.container().id(),
        statusText(),
        groupText(),
        why(),
        localDigest(),
        remoteDigest(),
        newerText());
  }
}
