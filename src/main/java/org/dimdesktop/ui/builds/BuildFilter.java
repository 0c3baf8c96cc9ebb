package org.dimdesktop.ui.builds;

import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.client.BuildQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which builds the daemon is asked for.
 *
 * @param status only these; null for all
 * @param image exactly this image; empty for all
 * @param repo exactly this repository; empty for all
 * @param text what id, repository, ref, image, tag or commit must hold; empty for all
 */
public record BuildFilter(@Nullable BuildStatus status, String image, String repo, String text) {
  /** Every build. */
  public static final BuildFilter ALL = new BuildFilter(null, "", "", "");

  public BuildFilter {
    image = image.strip();
    repo = repo.strip();
    text = text.strip();
  }

  /** The same with another text. */
  public BuildFilter withText(String words) {
    return new BuildFilter(status, image, repo, words);
  }

  /** Says whether a build that came by an event belongs; the text is the table's to look at. */
  boolean matches(Build build) {
    return (status == null || build.status() == status)
        && (image.isEmpty() || build.image().equals(image))
        && (repo.isEmpty() || build.repo().equals(repo));
  }

  BuildQuery query(int limit, @Nullable String cursor) {
    return new BuildQuery(status, orNull(image), orNull(repo), orNull(text), limit, cursor);
  }

  private static @Nullable String orNull(String value) {
    return value.isEmpty() ? null : value;
  }
}
