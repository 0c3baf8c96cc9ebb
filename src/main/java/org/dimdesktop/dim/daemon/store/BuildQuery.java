package org.dimdesktop.dim.daemon.store;

import org.dimdesktop.dim.api.BuildStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which builds to list, newest first.
 *
 * @param q a text that must stand in the id, repository, ref, image, tag or commit
 * @param limit how many at most
 * @param before only builds older than the one with this id
 */
public record BuildQuery(
    @Nullable BuildStatus status,
    @Nullable String image,
    @Nullable String repo,
    @Nullable String q,
    int limit,
    @Nullable String before) {}
