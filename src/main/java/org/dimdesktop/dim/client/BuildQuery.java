package org.dimdesktop.dim.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dimdesktop.dim.api.BuildStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which builds to list; a null part does not narrow.
 *
 * @param text what repo, image, tag, ref or commit must hold
 * @param limit builds on a page, 1 to 200
 * @param cursor the page, from the one before
 */
public record BuildQuery(
    @Nullable BuildStatus status,
    @Nullable String image,
    @Nullable String repo,
    @Nullable String text,
    int limit,
    @Nullable String cursor) {
  /** The newest builds, as many as a page holds. */
  public static BuildQuery newest() {
    return new BuildQuery(null, null, null, null, 200, null);
  }

  /** The same query's page at {@code next}. */
  public BuildQuery at(String next) {
    return new BuildQuery(status, image, repo, text, limit, next);
  }

  Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>();
    put(all, "status", status == null ? null : status.wire());
    put(all, "image", image);
    put(all, "repo", repo);
    put(all, "q", text);
    put(all, "limit", Integer.toString(limit));
    put(all, "cursor", cursor);
    return all;
  }

  private static void put(Map<String, String> all, String name, @Nullable String value) {
    if (value != null) {
      all.put(name, value);
    }
  }
}
