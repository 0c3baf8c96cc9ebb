package org.dimdesktop.ui.builds;

import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A build's status in words and as an icon. */
final class BuildStatusText {
  private BuildStatusText() {}

  /** The status, with what is being done while it runs. */
  static String of(Build build) {
    BuildPhase phase = build.phase();
    return switch (build.status()) {
      case QUEUED -> Strings.get("builds.status.queued");
      case RUNNING ->
          switch (phase) {
            case null -> Strings.get("builds.status.running");
            case CLONE -> Strings.get("builds.status.clone");
            case BUILD -> Strings.get("builds.status.build");
            case PUSH -> Strings.get("builds.status.push");
          };
      case SUCCESS -> Strings.get("builds.status.success");
      case FAILURE -> Strings.get("builds.status.failure");
      case CANCELED -> Strings.get("builds.status.canceled");
    };
  }

  /** The icon; its colour never stands alone, the words are always beside it. */
  static FontIcon icon(Build build) {
    return switch (build.status()) {
      case QUEUED -> Icons.of(Feather.CLOCK);
      case RUNNING -> Icons.of(Feather.PLAY_CIRCLE, "accent");
      case SUCCESS -> Icons.of(Feather.CHECK_CIRCLE, "success");
      case FAILURE -> Icons.of(Feather.X_CIRCLE, "danger");
      case CANCELED -> Icons.of(Feather.SLASH);
    };
  }
}
