package org.dimdesktop.build;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a build as it stands at one moment.
 *
 * @param number counted from 1 in the order in which steps are first heard of; log lines begin with
 *     it as {@code #5}
 * @param name such as {@code [2/3] RUN make}
 * @param cached whether its result was there already
 * @param error what went wrong in it
 * @param line the line of the Dockerfile, counted from 1, that asks for it, where it is known
 * @param source the Dockerfile's text at that line, for a step with an error
 */
public record StepState(
    int number,
    String name,
    @Nullable Instant started,
    @Nullable Instant completed,
    boolean cached,
    @Nullable String error,
    @Nullable Integer line,
    @Nullable String source) {}
