package org.dimdesktop.updates.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dimdesktop.updates.UpdateOutcome;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.UpdatesJson;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs updates, and keeps how far each is for whoever asks. */
final class DeskRuns {
  private static final Logger LOG = LoggerFactory.getLogger(DeskRuns.class);

  private final Updates updates;
  private final UpdateOptions options;
  private final DeskEvents events;
  private final BooleanSupplier ending;
  private final Consumer<UpdateOutcome> finished;
  private final Map<String, ProgressItem> progress = new ConcurrentHashMap<>();

  DeskRuns(
      Updates updates,
      UpdateOptions options,
      DeskEvents events,
      BooleanSupplier ending,
      Consumer<UpdateOutcome> finished) {
    this.updates = updates;
    this.options = options;
    this.events = events;
    this.ending = ending;
    this.finished = finished;
  }

  Optional<ProgressItem> progress(String shortId) {
    return Optional.ofNullable(progress.get(shortId));
  }

  /** Their progress can be asked for from now on. */
  void announce(Collection<ContainerUpdate> containers) {
    containers.forEach(
        c -> progress.put(ContainerItem.shortId(c), ProgressItem.status("connecting")));
  }

  void failed(ContainerUpdate container, String why) {
    progress.put(ContainerItem.shortId(container), ProgressItem.error(why));
  }

  /** Updates those that are behind, each after those that it needs. */
  void run(CheckReport now, Collection<ContainerUpdate> containers, boolean losses) {
    Map<String, String> ids = new LinkedHashMap<>();
    for (ContainerUpdate container : containers) {
      String id = ContainerItem.shortId(container);
      String name = container.container().name();
      Optional<ContainerUpdate> found = now.find(name);
      Status status = found.map(c -> c.verdict().status()).orElse(Status.UNKNOWN);
      switch (status) {
        case OUTDATED -> ids.put(name, id);
        case UPTODATE -> progress.remove(id);
        default ->
            progress.put(
                id,
                ProgressItem.error(found.map(c -> c.verdict().detail()).orElse("it does not run")));
      }
    }
    try {
      var _ =
          updates.updateEach(
              now,
              new ArrayList<>(ids.keySet()),
              losses,
              options,
              name -> keeper(ids.getOrDefault(name, ""), name),
              outcome -> end(ids.getOrDefault(outcome.name(), ""), outcome));
    } finally {
      ids.values().forEach(id -> progress.computeIfPresent(id, DeskRuns::ended));
    }
  }

  /** One that was updated together with another tells nothing itself; nor does one after a bug. */
  private static @Nullable ProgressItem ended(String id, ProgressItem item) {
    return item.isError() ? item : null;
  }

  private ProgressKeeper keeper(String id, String name) {
    return new ProgressKeeper(
        item -> {
          progress.put(id, item);
          events.add("progress", item.json(id, name));
        },
        line ->
            events.add(
                "step",
                JsonNodeFactory.instance.objectNode().put("container", name).put("text", line)),
        ending);
  }

  /** A failure can be asked for until the next update. */
  private void end(String id, UpdateOutcome outcome) {
    finished.accept(outcome);
    if (outcome.isDone()) {
      progress.remove(id);
    } else {
      progress.put(id, ProgressItem.error(outcome.reason()));
    }
    events.add("update", UpdatesJson.of(outcome));
    LOG.info("{}: {}", outcome.name(), outcome.isDone() ? "done" : outcome.reason());
  }
}
