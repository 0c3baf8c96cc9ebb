package org.dimdesktop.dim.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a build as it stands.
 *
 * @param number counted from 1 in the order in which the builder told of them
 * @param name such as {@code [2/3] RUN make}; log lines carry it as their {@code step}
 * @param cached whether its result was there already
 * @param error what went wrong in it
 * @param dockerfileLine the line of the Dockerfile that asks for it, counted from 1
 * @param dockerfileText the Dockerfile's text at that line, for a step with an error
 */
public record BuildStep(
    int number,
    String name,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    boolean cached,
    @Nullable String error,
    @Nullable Integer dockerfileLine,
    @Nullable String dockerfileText) {
  /** Says whether it failed by itself, and was not just stopped with the build. */
  public boolean hasFailed() {
    return error != null && !error.endsWith("context canceled");
  }
}
