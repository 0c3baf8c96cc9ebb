package org.dimdesktop.ui.updates;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.engine.Listing;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.Subscription;
import org.dimdesktop.ui.common.FxCoalescer;
import org.dimdesktop.ui.updates.run.UpdateRunner;
import org.dimdesktop.updates.check.ImageGroup;
import org.jspecify.annotations.Nullable;

/**
 * The containers with how they stand to their registries. Used on the thread of {@code fx}; what
 * blocks runs on {@code io}.
 */
public final class UpdatesViewModel {
  /** Changes of the engine come in bursts: the check waits for their end. */
  private static final Duration SETTLE = Duration.ofMillis(700);

  private final Services services;
  private final UpdateCenter center;
  private final NewerBook newer;
  private final FxCoalescer statuses;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final ReadOnlyObjectWrapper<List<UpdateRow>> rows =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<EngineStatus> status;
  private @Nullable Set<String> running;
  private Set<String> wasBusy = Set.of();
  private long change;

  /**
   * What it stands on.
   *
   * @param io runs blocking work, each on a thread of its own
   */
  public record Services(
      EngineState state, UpdateCenter center, UpdateRunner runner, Executor io, Executor fx) {}

  /**
   * Begins to follow the engine at {@link #shown}.
   *
   * @param newer finds newer versions
   */
  UpdatesViewModel(Services services, NewerBook newer) {
    this.services = services;
    this.center = services.center();
    this.newer = newer;
    statuses = new FxCoalescer(services.fx());
    status = new ReadOnlyObjectWrapper<>(services.state().status());
    center.checkedProperty().addListener((_, _, now) -> checked(now));
    services.runner().busyProperty().addListener((_, _, now) -> busy(now));
    center.engineProperty().addListener((_, _, _) -> checkIfShown());
    newer.changedProperty().addListener((_, _, _) -> publish());
    checked(center.checkedProperty().get());
  }

  /** Follows the engine until {@link #hidden}, and checks if that was not done lately. */
  public void shown() {
    hidden();
    EngineState state = services.state();
    subscriptions.add(state.onStatus(now -> statuses.submit(() -> engineIs(now))));
    subscriptions.add(state.onContainers(now -> services.fx().execute(() -> containersAre(now))));
    subscriptions.add(state.watch());
    center.checkIfOld();
  }

  /** Leaves the engine alone; what was found out is kept. */
  public void hidden() {
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
  }

  private void checkIfShown() {
    if (!subscriptions.isEmpty()) {
      center.checkIfOld();
    }
  }

  private void engineIs(EngineStatus now) {
    status.set(now);
    if (now instanceof EngineStatus.Connected) {
      center.checkIfOld();
    }
  }

  /** Another container, or another image in one: what was found out is not the whole truth. */
  private void containersAre(Listing<ContainerSummary> now) {
    Set<String> next = new HashSet<>();
    now.items().stream()
        .filter(container -> container.state().isUp())
        .forEach(container -> next.add(container.id()));
    Set<String> before = running;
    running = next;
    if (before != null && !before.equals(next)) {
      checkSoon();
    }
  }

  private void checkSoon() {
    long mine = ++change;
    CompletableFuture.delayedExecutor(SETTLE.toMillis(), TimeUnit.MILLISECONDS, services.fx())
        .execute(() -> {
          boolean idle = services.runner().busyProperty().get().isEmpty();
          if (mine == change && idle && center.checkedProperty().get() != null) {
            center.check(_ -> false);
          }
        });
  }

  private void busy(Set<String> now) {
    boolean ended =
        !now.containsAll(wasBusy); // of several, each shows how it stands when it is done
    wasBusy = now;
    publish();
    if (ended) {
      center.check(_ -> false);
    }
  }

  private void checked(@Nullable Checked now) {
    publish();
    if (now != null) {
      newer.lookWhereItIsFree(now.report());
    }
  }

  private void publish() {
    Checked now = center.checkedProperty().get();
    if (now == null) {
      rows.set(List.of());
      return;
    }
    Map<String, Instant> built = new HashMap<>();
    for (ImageSummary image : services.state().images().items()) {
      built.put(image.id(), image.created());
    }
    Set<String> busy = services.runner().busyProperty().get();
    List<UpdateRow> next = new ArrayList<>();
    for (ImageGroup group : now.report().groups()) {
      for (var update : group.containers()) {
        String name = update.container().name();
        next.add(
            new UpdateRow(
                group,
                update,
                built.getOrDefault(update.container().imageId(), Instant.EPOCH),
                newer.of(group.image()),
                now.automatic().contains(name),
                busy.contains(name)));
      }
    }
    rows.set(next);
  }

  /** Every running container that was checked. */
  ReadOnlyObjectProperty<List<UpdateRow>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** How things stand with the engine. */
  ReadOnlyObjectProperty<EngineStatus> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /** Asks every registry again. */
  void checkAll() {
    newer.forget();
    center.check(_ -> true);
  }

  /** Asks the registries of these containers' images again. */
  void check(List<UpdateRow> wanted) {
    Set<ImageReference> images = new HashSet<>();
    wanted.forEach(row -> images.add(row.group().image()));
    center.check(images::contains);
  }

  /** The rows that can be updated. */
  List<UpdateRow> behind() {
    return rows.get().stream().filter(UpdateRow::canUpdate).toList();
  }

  /** The rows of these names that can be updated. */
  List<UpdateRow> behind(Set<String> names) {
    return behind().stream().filter(row -> names.contains(row.name())).toList();
  }

  /** The rows of the groups that these belong to. */
  List<UpdateRow> groupsOf(List<UpdateRow> some) {
    Set<ImageReference> images = new HashSet<>();
    some.forEach(row -> images.add(row.group().image()));
    return rows.get().stream().filter(row -> images.contains(row.group().image())).toList();
  }

  /** Looks for newer versions of a row's image, also where that takes from a quota. */
  void lookForVersions(UpdateRow row, Consumer<Failure> failed) {
    newer.look(row.group(), failed);
  }

  /** Whether looking for versions of a row's image takes from a quota. */
  boolean hasQuota(UpdateRow row) {
    return Objects.requireNonNull(center.checkedProperty().get())
        .report()
        .quotas()
        .containsKey(row.group().image().domain());
  }

  /** Whether newer versions were looked for. */
  boolean isLookedFor(UpdateRow row) {
    return newer.isKnown(row.group().image());
  }

  /** Lets containers be updated on their own, or no more. */
  void toggle(List<UpdateRow> wanted, Consumer<Failure> failed) {
    wanted.forEach(row -> center.toggle(row.name(), failed));
  }

  UpdateCenter center() {
    return center;
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
