package org.dimdesktop.ui.updates;

import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.updates.check.Status;
import org.dimdesktop.updates.check.Verdict;
import org.kordamp.ikonli.feather.Feather;

/** How a container stands to its registry, in a word, a picture and a colour; the worst first. */
enum RowStatus {
  OUTDATED("outdated", Feather.ARROW_UP_CIRCLE, "warning"),
  RESTART("restart", Feather.ROTATE_CW, "warning"),
  UNKNOWN("unknown", Feather.HELP_CIRCLE, "danger"),
  LOCAL("local", Feather.TOOL, "text-muted"),
  PINNED("pinned", Feather.ANCHOR, "text-muted"),
  UPTODATE("uptodate", Feather.CHECK_CIRCLE, "success");

  private final String id;
  private final Feather icon;
  private final String colour;

  RowStatus(String id, Feather icon, String colour) {
    this.id = id;
    this.icon = icon;
    this.colour = colour;
  }

  static RowStatus of(Verdict verdict) {
    return switch (verdict.reason()) {
      case RESTART -> RESTART;
      case LOCAL -> LOCAL;
      case PINNED -> PINNED;
      default ->
          switch (verdict.status()) {
            case OUTDATED, PARTIAL -> OUTDATED;
            case UPTODATE -> UPTODATE;
            case UNKNOWN -> UNKNOWN;
          };
    };
  }

  boolean isBehind() {
    return this == OUTDATED || this == RESTART;
  }

  String text() {
    return Strings.get("updates.status." + id);
  }

  Feather icon() {
    return icon;
  }

  String colour() {
    return colour;
  }

  /** The word for a group. */
  static String ofGroup(Status status) {
    return Strings.get(
        switch (status) {
          case UPTODATE -> "updates.group.uptodate";
          case OUTDATED -> "updates.group.outdated";
          case PARTIAL -> "updates.group.partial";
          case UNKNOWN -> "updates.group.unknown";
        });
  }
}
