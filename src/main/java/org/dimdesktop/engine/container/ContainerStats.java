package org.dimdesktop.engine.container;

import java.time.Instant;

/**
 * One sample of what a container uses, computed as {@code docker stats} does.
 *
 * @param cpuPercent 100 for one whole processor; 0 in the first sample
 * @param memoryUsed bytes, without the page cache that can be given back
 * @param memoryLimit bytes; the host's memory where no limit is set
 * @param networkReceived bytes since the start, all networks together
 * @param networkSent bytes since the start, all networks together
 * @param blockRead bytes since the start
 * @param blockWritten bytes since the start
 * @param pids processes and threads
 */
public record ContainerStats(
    Instant time,
    double cpuPercent,
    long memoryUsed,
    long memoryLimit,
    long networkReceived,
    long networkSent,
    long blockRead,
    long blockWritten,
    long pids) {}
