package org.dimdesktop.ui.builds;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A step's state and time in words and as an icon. */
final class StepText {
  private StepText() {}

  /** The state's icon; {@link #state} stands beside it for those who cannot tell colours. */
  static FontIcon icon(StepNode.State state) {
    return switch (state) {
      case WAITING -> Icons.of(Feather.CLOCK, "small-icon");
      case RUNNING -> Icons.of(Feather.PLAY_CIRCLE, "small-icon", "accent");
      case DONE -> Icons.of(Feather.CHECK_CIRCLE, "small-icon", "success");
      case CACHED -> Icons.of(Feather.ARCHIVE, "small-icon", "success");
      case FAILED -> Icons.of(Feather.X_CIRCLE, "small-icon", "danger");
      case STOPPED -> Icons.of(Feather.SLASH, "small-icon");
    };
  }

  /** The state as a word. */
  static String state(StepNode.State state) {
    return Strings.get("builds.steps.state." + state.name().toLowerCase(Locale.ROOT));
  }

  /** How long it took, or that it was there already. */
  static String time(StepNode node, Instant now) {
    if (node.state() == StepNode.State.CACHED) {
      return state(node.state());
    }
    return time(node.duration(now));
  }

  /** {@code 0.4 s}, {@code 12.0 s}, {@code 1:05}; empty before a start. */
  static String time(@Nullable Duration duration) {
    if (duration == null) {
      return "";
    }
    if (duration.toSeconds() < 60) {
      return Strings.get(
          "builds.steps.seconds", String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1e3));
    }
    return BuildRow.clock(duration);
  }
}
