package org.dimdesktop.ui.containers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.engine.Freshness;
import org.dimdesktop.engine.Listing;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.task.Subscription;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.FxCoalescer;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/**
 * The containers of the engine, what is known of the selected one, and what can be done with them.
 * Used on the thread of {@code fx}; what blocks runs on {@code io}.
 */
public final class ContainersViewModel {
  private final Services services;
  private final DetailLoader details;
  private final FxCoalescer updates;
  private final FxCoalescer statuses;
  private final ContainerStatsFeed stats;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final ContainerTasks tasks;
  private final ReadOnlyObjectWrapper<Listing<ContainerRow>> rows =
      new ReadOnlyObjectWrapper<>(
          new Listing<>(List.of(), new Freshness(Freshness.Kind.LOADING, null)));
  private final ReadOnlyObjectWrapper<EngineStatus> status;
  private final ReadOnlyObjectWrapper<ContainerDetail> detail =
      new ReadOnlyObjectWrapper<>(new ContainerDetail.None());
  private @Nullable ContainerSummary loaded;

  /**
   * What the containers stand on.
   *
   * @param logDirectory where logs that are followed are kept while they are shown
   * @param marks what is known to be behind its registry
   * @param io runs blocking work, each on a thread of its own
   */
  public record Services(
      EngineState state,
      ContainerService containers,
      OperationQueue operations,
      Path logDirectory,
      OutdatedMarks marks,
      Executor io,
      Executor fx) {}

  /** Begins to listen at {@link #shown}. */
  public ContainersViewModel(Services services) {
    this.services = services;
    details =
        new DetailLoader(services.io(), services.fx(), Strings.get("containers.action.inspect"));
    updates = new FxCoalescer(services.fx());
    statuses = new FxCoalescer(services.fx());
    stats = new ContainerStatsFeed(services.containers(), services.io(), services.fx());
    tasks =
        new ContainerTasks(
            services.operations(),
            services.io(),
            services.fx(),
            () -> publish(services.state().containers()));
    status = new ReadOnlyObjectWrapper<>(services.state().status());
    services
        .marks()
        .behindProperty()
        .addListener((_, _, _) -> publish(services.state().containers()));
  }

  /** Follows the engine until {@link #hidden}. */
  public void shown() {
    hidden();
    EngineState state = services.state();
    publish(state.containers()); // what is known stands in the first frame
    subscriptions.add(state.onStatus(now -> statuses.submit(() -> status.set(now))));
    subscriptions.add(state.onContainers(now -> updates.submit(() -> publish(now))));
    subscriptions.add(state.watch());
  }

  /** Leaves the engine alone; what was read is kept. */
  public void hidden() {
    stats.stop();
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
  }

  private void publish(Listing<ContainerSummary> now) {
    List<ContainerRow> next = new ArrayList<>(now.items().size());
    for (ContainerSummary container : now.items()) {
      next.add(row(container, tasks.pending(container.id())));
    }
    rows.set(new Listing<>(next, now.freshness()));
  }

  private ContainerRow row(ContainerSummary container, String asked) {
    String behind = services.marks().behindProperty().get().container(container.id());
    return new ContainerRow(container, asked, behind);
  }

  /** Every container, and how true the list is. */
  public ReadOnlyObjectProperty<Listing<ContainerRow>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** How things stand with the engine. */
  public ReadOnlyObjectProperty<EngineStatus> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /** What is known of the selected container. */
  public ReadOnlyObjectProperty<ContainerDetail> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** Loads the details of a row, anew whenever the container has changed; null for none. */
  public void select(@Nullable ContainerRow row) {
    if (row == null) {
      details.cancel();
      loaded = null;
      detail.set(new ContainerDetail.None());
      return;
    }
    ContainerSummary before = loaded;
    if (row.container().equals(before)) {
      return;
    }
    loaded = row.container();
    if (before == null || !before.id().equals(row.id())) {
      detail.set(new ContainerDetail.Loading(row));
    }
    details.load(
        row.name(),
        () -> new ContainerDetail.Loaded(row, services.containers().inspect(row.id())),
        detail::set,
        failure -> {
          loaded = null;
          detail.set(new ContainerDetail.Failed(row, failure));
        });
  }

  /** What the container uses; follows only when told to. */
  ContainerStatsFeed stats() {
    return stats;
  }

  /** A log that follows the container until it is closed. */
  ContainerLog openLog(String container) {
    return new ContainerLog(
        services.state(), services.containers(), container, services.logDirectory());
  }

  /**
   * Does something with each row it applies to. With one it tells on {@code fx} what failed, with
   * several it is an operation that tells of each.
   */
  void perform(ContainerAction action, List<ContainerRow> wanted, Consumer<List<Failure>> failed) {
    tasks.start(
        action.id(),
        wanted.stream().filter(row -> action.appliesTo(row.container().state())).toList(),
        row -> action.run(services.containers(), row.id()),
        failed);
  }

  /**
   * Removes containers, with their anonymous volumes and those that run if so wanted; it tells as
   * {@link #perform} does.
   */
  void remove(
      List<ContainerRow> wanted, boolean volumes, boolean force, Consumer<List<Failure>> failed) {
    tasks.start(
        "remove", wanted, row -> services.containers().remove(row.id(), volumes, force), failed);
  }

  /** Gives a container another name; blocks. */
  public void rename(ContainerRow row, String name) {
    services.containers().rename(row.id(), name);
  }

  /** The machine of the engine when it is not this one; empty otherwise. */
  String engineHost() {
    String host =
        switch (status.get()) {
          case EngineStatus.Connected s -> s.endpoint().host().getHost();
          case EngineStatus.Lost s -> s.endpoint().host().getHost();
          case EngineStatus.Connecting s -> s.endpoint().host().getHost();
          case EngineStatus.NoEngine _ -> "";
        };
    return host == null ? "" : host;
  }

  /** The rows as the engine is known now, also while nothing is shown. */
  List<ContainerRow> current() {
    return services.state().containers().items().stream()
        .map(container -> row(container, ""))
        .toList();
  }

  /** Tries to reach the engine at once. */
  void retry() {
    services.state().refresh();
  }

  Executor io() {
    return services.io();
  }

  Executor fx() {
    return services.fx();
  }
}
