package org.dimdesktop.ui.containers;

import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.ContainerStats;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/** Follows what one container uses, only as long as somebody looks. Used on {@code fx}. */
final class ContainerStatsFeed {
  private final ContainerService containers;
  private final Executor io;
  private final Executor fx;
  private final ReadOnlyObjectWrapper<@Nullable ContainerStats> latest =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
  private StatsHistory history = new StatsHistory();
  private String container = "";
  private @Nullable FutureTask<?> running;
  private long generation;

  ContainerStatsFeed(ContainerService containers, Executor io, Executor fx) {
    this.containers = containers;
    this.io = io;
    this.fx = fx;
  }

  /** The newest sample; null before the first. */
  ReadOnlyObjectProperty<@Nullable ContainerStats> latestProperty() {
    return latest.getReadOnlyProperty();
  }

  /** Why there are no samples, or null. */
  ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** The samples of the present container, oldest first. */
  StatsHistory history() {
    return history;
  }

  boolean isFollowing() {
    FutureTask<?> task = running;
    return task != null && !task.isDone();
  }

  /** Follows a container that runs; what was seen of the same one before is kept. */
  void follow(String id) {
    if (id.equals(container) && isFollowing()) {
      return;
    }
    stop();
    if (!id.equals(container)) {
      container = id;
      history = new StatsHistory();
      latest.set(null);
    }
    failure.set(null);
    long mine = generation;
    Consumer<ContainerStats> sink = sample -> fx.execute(() -> show(mine, sample));
    FutureTask<?> task = new FutureTask<>(() -> read(id, sink, mine), null);
    running = task;
    io.execute(task);
  }

  /** Leaves the engine alone. */
  void stop() {
    FutureTask<?> task = running;
    running = null;
    generation++;
    if (task != null) {
      task.cancel(true);
    }
  }

  private void read(String id, Consumer<ContainerStats> sink, long mine) {
    try {
      containers.stats(id, sink, OperationContext.NONE);
    } catch (RuntimeException e) {
      Failure why = FailureException.of(e, Strings.get("containers.action.stats"), id);
      fx.execute(() -> {
        if (mine == generation) {
          failure.set(why);
        }
      });
    }
  }

  private void show(long source, ContainerStats sample) {
    if (source != generation) {
      return; // a late sample of the container before
    }
    history.add(
        new StatsHistory.Totals(
            sample.time().toEpochMilli(),
            sample.cpuPercent(),
            sample.memoryUsed(),
            sample.networkReceived(),
            sample.networkSent(),
            sample.blockRead(),
            sample.blockWritten()));
    latest.set(sample);
  }
}
