package org.dimdesktop.updates.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dimdesktop.engine.container.RawContainers;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Waits;

/**
 * Waits until a new container is well: healthy where it has a health check, answering where it has
 * a probe; without either, running for a while without an exit or a restart.
 */
public final class HealthGate {
  private static final String ACTION = "update";
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration SLACK = Duration.ofSeconds(5);
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final int USUAL_RETRIES = 3;

  private final RawContainers containers;
  private final String host;
  private final Clock clock;
  private final Duration settle;
  private final Duration answer;

  /**
   * A gate.
   *
   * @param host where the engine publishes ports
   * @param settle how long a container with neither check nor probe must run
   * @param answer how long one with a probe may take to answer
   */
  public HealthGate(
      RawContainers containers, String host, Clock clock, Duration settle, Duration answer) {
    this.containers = containers;
    this.host = host;
    this.clock = clock;
    this.settle = settle;
    this.answer = answer;
  }

  /**
   * Returns when it is well.
   *
   * @throws FailureException when it is not, or the context is cancelled
   */
  public void await(String name, String id, OperationContext context) {
    Instant start = clock.instant();
    while (!isWell(name, inspect(name, id), start)) {
      if (context.isCancelled()) {
        throw new FailureException(new Failure.Cancelled(ACTION, name, "it was cancelled"));
      }
      Waits.pause(POLL, ACTION, name);
    }
  }

  private JsonNode inspect(String name, String id) {
    return containers.inspect(id).orElseThrow(() -> failed(name, "the new container is gone"));
  }

  private boolean isWell(String name, JsonNode inspect, Instant start) {
    JsonNode state = inspect.path("State");
    if (!state.path("Running").asBoolean()) {
      String error = state.path("Error").asText("");
      throw failed(
          name,
          "the new container ended with exit code "
              + state.path("ExitCode").asInt()
              + (state.path("OOMKilled").asBoolean() ? ", out of memory" : "")
              + (error.isEmpty() ? "" : ": " + error));
    }
    if (state.path("Restarting").asBoolean() || inspect.path("RestartCount").asInt() > 0) {
      throw failed(
          name,
          "the new container ended and was restarted; its last exit code was "
              + state.path("ExitCode").asInt());
    }
    Duration waited = Duration.between(start, clock.instant());
    JsonNode health = state.path("Health");
    boolean checked = !health.path("Status").asText("none").equals("none");
    if (checked && !isHealthy(name, health, waited, inspect.path("Config").path("Healthcheck"))) {
      return false;
    }
    Optional<Probe> probe = Probe.of(name, inspect);
    return probe.isPresent()
        ? answers(name, probe.get(), inspect, waited)
        : checked || waited.compareTo(settle) >= 0;
  }

  private boolean answers(String name, Probe probe, JsonNode inspect, Duration waited) {
    String wrong =
        probe
            .target(inspect, host)
            .map(target -> ProbeCall.ask(probe, target.getKey(), target.getValue()))
            .orElse("the container has no address");
    if (!wrong.isEmpty() && waited.compareTo(answer) > 0) {
      throw failed(name, "the new container did not answer at " + probe + ": " + wrong);
    }
    return wrong.isEmpty();
  }

  private static boolean isHealthy(String name, JsonNode health, Duration waited, JsonNode check) {
    String status = health.path("Status").asText();
    if (status.equals("healthy")) {
      return true;
    }
    if (status.equals("unhealthy") || waited.compareTo(limit(check)) > 0) {
      throw failed(name, "the new container did not get healthy" + lastWords(health));
    }
    return false;
  }

  private static String lastWords(JsonNode health) {
    JsonNode log = health.path("Log");
    String output = log.path(log.size() - 1).path("Output").asText("").strip();
    return output.isEmpty() ? "" : "; its health check said: " + output;
  }

  /** The engine itself says unhealthy before this, unless its checks hang. */
  private static Duration limit(JsonNode check) {
    int retries = check.path("Retries").asInt(0);
    Duration once = nanos(check, "Interval", USUAL).plus(nanos(check, "Timeout", USUAL));
    return nanos(check, "StartPeriod", Duration.ZERO)
        .plus(once.multipliedBy((retries == 0 ? USUAL_RETRIES : retries) + 1L))
        .plus(SLACK);
  }

  private static Duration nanos(JsonNode check, String field, Duration unset) {
    long nanos = check.path(field).asLong(0);
    return nanos == 0 ? unset : Duration.ofNanos(nanos);
  }

  private static FailureException failed(String name, String why) {
    return new FailureException(new Failure.Failed(ACTION, name, why));
  }
}
