package org.dimdesktop.engine.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.engine.transport.EngineResponse;
import org.dimdesktop.engine.transport.Filters;
import org.dimdesktop.engine.transport.JsonStream;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Containers of the engine. Every method blocks, may be interrupted, and throws {@link
 * FailureException} only. Thread-safe.
 */
public final class ContainerService {
  private static final Comparator<ContainerSummary> NEWEST_FIRST =
      Comparator.comparing(ContainerSummary::created)
          .reversed()
          .thenComparing(ContainerSummary::id);

  private final EngineHttp http;
  private final ContainerMaker maker;

  /** Works on the engine behind {@code http}. */
  public ContainerService(EngineHttp http) {
    this.http = http;
    this.maker = new ContainerMaker(http);
  }

  /** Every container, stopped ones too, newest first. */
  public List<ContainerSummary> list() {
    return list(EngineRequest.get("containers/json", "list the containers of", "the engine"));
  }

  private List<ContainerSummary> list(EngineRequest request) {
    List<ContainerSummary> containers = new ArrayList<>();
    for (JsonNode item : http.execute(request.withQuery("all", true)).json()) {
      containers.add(ContainerJson.ofList(item));
    }
    containers.sort(NEWEST_FIRST);
    return containers;
  }

  /** One container as {@link #list} shows it, by its whole id; empty when it is gone. */
  public Optional<ContainerSummary> summary(String id) {
    return list(
            EngineRequest.get("containers/json", "list the container", id)
                .withQuery("filters", Filters.of("id", id)))
        .stream()
        .filter(container -> container.id().equals(id))
        .findFirst();
  }

  /** The engine's whole description of a container, by id or name. */
  public JsonNode inspect(String container) {
    return http.execute(
            EngineRequest.get(path(container, "json"), "inspect the container", container))
        .json();
  }

  /** Makes a container and returns its id; it does not run yet. */
  public String create(RunSpec spec) {
    return maker.create(spec);
  }

  /** Makes a container, starts it, and returns its id; one that cannot start is removed again. */
  public String run(RunSpec spec) {
    String id = create(spec);
    try {
      start(id);
      return id;
    } catch (FailureException e) {
      try {
        remove(id, true, true);
      } catch (FailureException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /** Starts a container; one that runs stays as it is. */
  public void start(String container) {
    post(container, "start", "start the container");
  }

  /** Asks a container to end, and kills it after {@code grace} (null: the container's own). */
  public void stop(String container, @Nullable Duration grace) {
    send(graceful(container, "stop", "stop the container", grace));
  }

  /** Stops and starts a container. */
  public void restart(String container, @Nullable Duration grace) {
    send(graceful(container, "restart", "restart the container", grace));
  }

  private static EngineRequest graceful(
      String container, String verb, String action, @Nullable Duration grace) {
    EngineRequest request = EngineRequest.post(path(container, verb), action, container);
    return grace == null ? request : request.withQuery("t", grace.toSeconds());
  }

  /** Freezes the processes of a container. */
  public void pause(String container) {
    post(container, "pause", "pause the container");
  }

  /** Lets the processes of a paused container run again. */
  public void unpause(String container) {
    post(container, "unpause", "unpause the container");
  }

  /** Sends a signal, such as {@code KILL} or {@code SIGHUP}. */
  public void kill(String container, String signal) {
    send(
        EngineRequest.post(
                path(container, "kill"), "send " + signal + " to the container", container)
            .withQuery("signal", signal));
  }

  /** Removes a container, with its anonymous volumes, and killing it first if so wanted. */
  public void remove(String container, boolean volumes, boolean force) {
    send(
        EngineRequest.delete("containers/" + segment(container), "remove the container", container)
            .withQuery("v", volumes)
            .withQuery("force", force));
  }

  /** Gives a container another name. */
  public void rename(String container, String name) {
    send(
        EngineRequest.post(path(container, "rename"), "rename the container", container)
            .withQuery("name", name));
  }

  /**
   * Reads a log to its end: with {@code follow} until the container ends, the context is cancelled
   * or the thread interrupted (then it throws {@code Cancelled}).
   */
  public void logs(String container, LogOptions options, LogSink sink, OperationContext context) {
    boolean tty = inspect(container).path("Config").path("Tty").asBoolean();
    EngineRequest request =
        EngineRequest.get(path(container, "logs"), "read the log of", container)
            .withQuery("stdout", true)
            .withQuery("stderr", true)
            .withQuery("follow", options.follow())
            .withQuery("timestamps", options.timestamps())
            .withQuery("tail", options.tail() < 0 ? "all" : options.tail());
    Instant since = options.since();
    if (since != null) {
      Duration age = Duration.between(Instant.EPOCH, since);
      String point = String.format(Locale.ROOT, "%d.%09d", age.toSeconds(), age.toNanosPart());
      request = request.withQuery("since", point);
    }
    try (EngineResponse response = http.execute(request)) {
      context.closeOnCancel(response);
      try {
        new FrameDecoder(tty, sink).read(response.body());
      } catch (IOException e) {
        throw response.failed(e);
      }
    }
  }

  /** Hands on one sample a second until the container ends or the context is cancelled. */
  public void stats(String container, Consumer<ContainerStats> samples, OperationContext context) {
    EngineRequest request =
        EngineRequest.get(path(container, "stats"), "read the statistics of", container)
            .withQuery("stream", true);
    StatsReader reader = new StatsReader();
    try (EngineResponse response = http.execute(request);
        JsonStream items = response.jsonStream()) {
      context.closeOnCancel(response);
      for (JsonNode item = items.nextOrFail(); item != null; item = items.nextOrFail()) {
        if (item.path("read").asText().startsWith("0001-")) {
          return; // what an engine sends of a container that does not run
        }
        samples.accept(reader.read(item));
      }
    }
  }

  private void post(String container, String verb, String action) {
    send(EngineRequest.post(path(container, verb), action, container));
  }

  private void send(EngineRequest request) {
    http.execute(request).json();
  }

  private static String path(String container, String verb) {
    return "containers/" + segment(container) + "/" + verb;
  }

  private static String segment(String name) {
    return name.replace("/", "%2F");
  }
}
