package org.dimdesktop.engine.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Computes what {@code docker stats} shows from the samples of {@code /containers/{id}/stats}. One
 * reader a stream; not thread-safe.
 */
public final class StatsReader {
  private long previousCpu = -1;
  private long previousSystem = -1;

  /** Reads the next sample. */
  public ContainerStats read(JsonNode sample) {
    JsonNode memory = sample.path("memory_stats");
    long received = 0;
    long sent = 0;
    for (JsonNode network : sample.path("networks")) {
      received += network.path("rx_bytes").asLong();
      sent += network.path("tx_bytes").asLong();
    }
    JsonNode block = sample.path("blkio_stats").path("io_service_bytes_recursive");
    return new ContainerStats(
        time(sample),
        cpuPercent(sample.path("cpu_stats")),
        memoryUsed(memory),
        memory.path("limit").asLong(),
        received,
        sent,
        sum(block, "read"),
        sum(block, "write"),
        sample.path("pids_stats").path("current").asLong());
  }

  private static Instant time(JsonNode sample) {
    try {
      return Instant.parse(sample.path("read").asText());
    } catch (DateTimeParseException e) {
      return Instant.now(); // an engine that leaves it out still has a newest sample
    }
  }

  /**
   * The container's share of the processor time that the host had since the sample before. Engines
   * send a sample before as {@code precpu_stats}, but not with {@code one-shot}, nor podman.
   */
  private double cpuPercent(JsonNode cpu) {
    long used = cpu.path("cpu_usage").path("total_usage").asLong();
    long system = cpu.path("system_cpu_usage").asLong();
    long online = cpu.path("online_cpus").asLong();
    if (online == 0) {
      online = Math.max(1, cpu.path("cpu_usage").path("percpu_usage").size());
    }
    double percent = 0;
    if (previousCpu >= 0 && system > previousSystem && used >= previousCpu) {
      percent = (double) (used - previousCpu) / (system - previousSystem) * online * 100;
    }
    previousCpu = used;
    previousSystem = system;
    return percent;
  }

  /** Usage without the cache that can be given back (docker/cli, calculateMemUsageUnixNoCache). */
  private static long memoryUsed(JsonNode memory) {
    long usage = memory.path("usage").asLong();
    JsonNode details = memory.path("stats");
    long inactive =
        details.has("total_inactive_file")
            ? details.path("total_inactive_file").asLong() // cgroup v1
            : details.path("inactive_file").asLong(); // cgroup v2
    return inactive < usage ? usage - inactive : usage;
  }

  private static long sum(JsonNode entries, String operation) {
    long bytes = 0;
    for (JsonNode entry : entries) {
      if (entry.path("op").asText().equalsIgnoreCase(operation)) {
        bytes += entry.path("value").asLong();
      }
    }
    return bytes;
  }
}
