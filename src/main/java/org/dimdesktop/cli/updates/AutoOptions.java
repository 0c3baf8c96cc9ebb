package org.dimdesktop.cli.updates;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dimdesktop.cli.DurationConverter;
import org.dimdesktop.cli.SecretSource;
import org.dimdesktop.updates.api.QuietHours;
import org.dimdesktop.updates.api.UpdateDesk;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.notice.Webhook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How updates are done that nobody asked for, and who is told. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class AutoOptions {
  private static final String NOTIFY_URL = "DIM_UPDATES_NOTIFY_URL";

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "${env:DIM_UPDATES_EVERY:-6h}",
      converter = DurationConverter.class,
      description = "how often to check, and to update what is set to be (DIM_UPDATES_EVERY)")
  private Duration every;

  @Option(
      names = "--quiet",
      paramLabel = "FROM-TO",
      defaultValue = "${env:DIM_UPDATES_QUIET}",
      description = "when nothing is updated on its own, such as 08:00-20:00 (DIM_UPDATES_QUIET)")
  private @Nullable String quiet;

  @Option(
      names = "--max-age",
      paramLabel = "TIME",
      defaultValue = "${env:DIM_UPDATES_MAX_AGE}",
      converter = DurationConverter.class,
      description =
          "update also what is behind with an image built longer ago than this, such as 60d,"
              + " unless its toggle or label says no (DIM_UPDATES_MAX_AGE)")
  private @Nullable Duration maxAge;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "${env:DIM_UPDATES_SETTLE:-10s}",
      converter = DurationConverter.class,
      description = "how long a container without a health check must run (DIM_UPDATES_SETTLE)")
  private Duration settle;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "${env:DIM_UPDATES_GRACE:-1d}",
      converter = DurationConverter.class,
      description = "how long old containers are kept for a rollback (DIM_UPDATES_GRACE)")
  private Duration grace;

  @Option(
      names = "--notify-url-file",
      paramLabel = "FILE",
      defaultValue = "${env:DIM_UPDATES_NOTIFY_URL_FILE}",
      description =
          "a file with the URL of a webhook that is told what is behind, updated or put back"
              + " (DIM_UPDATES_NOTIFY_URL_FILE, or the URL itself in DIM_UPDATES_NOTIFY_URL)")
  private @Nullable Path notifyUrlFile;

  UpdateDesk.Settings settings() {
    return new UpdateDesk.Settings(
        every,
        quiet == null || quiet.isEmpty() ? QuietHours.NONE : QuietHours.parse(quiet),
        maxAge,
        new UpdateOptions(settle, grace));
  }

  /** Who is told; null for nobody. */
  @Nullable Webhook webhook(Map<String, String> env) throws IOException {
    String url = env.getOrDefault(NOTIFY_URL, "");
    if (notifyUrlFile != null) {
      return new Webhook(new SecretSource(false, notifyUrlFile, "--notify-url").read(""));
    }
    return url.isEmpty() ? null : new Webhook(url);
  }
}
