package org.dimdesktop.ui.updates;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.settings.UpdateHabits;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Subscription;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.FxCoalescer;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.api.AutoToggles;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows for the whole window which containers are behind: puts in order what an earlier run left,
 * looks now and then, and marks what it finds. Used on the thread of {@code fx}.
 */
public final class UpdateCenter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpdateCenter.class);
  private static final Duration RECOVER_AFTER = Duration.ofSeconds(1);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(20);

  /** What was found out stays true for so long, unless something changes. */
  private static final Duration TRUE_FOR = Duration.ofMinutes(10);

  private final Services services;
  private final DetailLoader loader;
  private final FxCoalescer reports;
  private final Subscription listening;
  private final ReadOnlyObjectWrapper<@Nullable Checked> checked = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Progress> progress =
      new ReadOnlyObjectWrapper<>(Progress.NONE);
  private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable EngineEndpoint> engine =
      new ReadOnlyObjectWrapper<>();
  private long turn;

  /**
   * What it stands on.
   *
   * @param updates may read files the first time; asked on {@code io} only
   * @param toggles which containers are updated on their own; asked on {@code io} only
   * @param tell tells a person of what was brought back: a title and a text
   */
  public record Services(
      EngineState state,
      Supplier<Updates> updates,
      Supplier<AutoToggles> toggles,
      Supplier<UpdateHabits> habits,
      OutdatedMarks marks,
      BiConsumer<String, String> tell,
      Executor io,
      Executor fx,
      Clock clock) {}

  /** Follows the engine until it is closed. */
  public UpdateCenter(Services services) {
    this.services = services;
    loader = new DetailLoader(services.io(), services.fx(), Strings.get("updates.action.check"));
    reports = new FxCoalescer(services.fx());
    FxCoalescer statuses = new FxCoalescer(services.fx());
    listening = services.state().onStatus(status -> statuses.submit(() -> engineIs(status)));
  }

  private void engineIs(EngineStatus status) {
    if (status instanceof EngineStatus.Connected connected
        && !connected.endpoint().equals(engine.get())) {
      loader.cancel();
      checking.set(false);
      checked.set(null); // it tells of another engine
      failure.set(null);
      services.marks().set(OutdatedMarks.Behind.NONE);
      engine.set(connected.endpoint());
      // Once the window stands: what was cut off has waited since the last end of the program.
      CompletableFuture.delayedExecutor(
              RECOVER_AFTER.toMillis(), TimeUnit.MILLISECONDS, services.io())
          .execute(this::recover);
      lookIn(FIRST_LOOK);
    }
  }

  private void recover() {
    try {
      List<UpdateRecord> back = services.updates().get().updater().recover();
      if (!back.isEmpty()) {
        String names = back.stream().map(UpdateRecord::name).collect(Collectors.joining(", "));
        services
            .fx()
            .execute(() -> {
              services
                  .tell()
                  .accept(
                      Strings.get("updates.recovered.title"),
                      Strings.get("updates.recovered.text", names));
              check(_ -> false);
            });
      }
    } catch (FailureException e) {
      LOG.warn("updates that were cut off: {}", e.getMessage()); // another program may be at it
    } catch (RuntimeException e) {
      LOG.error("updates that were cut off cannot be looked for", e);
    }
  }

  private void lookIn(Duration time) {
    long mine = ++turn;
    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, services.fx())
        .execute(() -> {
          if (mine == turn) {
            look();
          }
        });
  }

  private void look() {
    UpdateHabits habits = services.habits().get();
    if (habits.look() && !checking.get() && (checked.get() == null || isOld(habits))) {
      check(_ -> true);
    }
    lookIn(Duration.ofHours(1).plusMinutes(1)); // what a person chooses holds within the hour
  }

  private boolean isOld(UpdateHabits habits) {
    return isOlderThan(Duration.ofHours(habits.hours()));
  }

  private boolean isOlderThan(Duration age) {
    Checked known = checked.get();
    return known == null || known.report().at().plus(age).isBefore(services.clock().instant());
  }

  /** Checks unless that was done a short while ago. */
  void checkIfOld() {
    if (!checking.get() && (failure.get() != null || isOlderThan(TRUE_FOR))) {
      check(_ -> false);
    }
  }

  /**
   * Compares every running container with its registry.
   *
   * @param fresh which references registries are asked for again, however lately that was done
   */
  public void check(Predicate<ImageReference> fresh) {
    if (engine.get() == null) {
      return;
    }
    checking.set(true);
    progress.set(Progress.NONE);
    loader.load(
        Strings.get("updates.subject.running"),
        () -> {
          Updates updates = services.updates().get();
          Checked found = Checked.of(updates.check(fresh, new Watch()), services.toggles().get());
          retire(updates);
          return found;
        },
        this::found,
        why -> {
          checking.set(false);
          failure.set(why);
        });
  }

  /** What an earlier update kept is removed when its time is over. */
  private static void retire(Updates updates) {
    try {
      updates.updater().retire();
    } catch (FailureException e) {
      LOG.info("what earlier updates kept: {}", e.getMessage()); // the next look tries again
    }
  }

  private void found(Checked now) {
    checking.set(false);
    failure.set(null);
    checked.set(now);
    services.marks().set(now.behind());
  }

  /** Ends the check that runs, if any; what was known stays. */
  void cancel() {
    loader.cancel();
    checking.set(false);
  }

  /** Lets a container be updated on its own, or no more; {@code failed} hears why it could not. */
  void toggle(String name, java.util.function.Consumer<Failure> failed) {
    Checked now = checked.get();
    if (now == null) {
      return;
    }
    now.find(name)
        .ifPresent(update ->
            services
                .io()
                .execute(() -> {
                  try {
                    boolean on = services.toggles().get().toggle(update.container());
                    services.fx().execute(() -> toggled(name, on));
                  } catch (RuntimeException e) {
                    Failure why =
                        FailureException.of(e, Strings.get("updates.action.toggle"), name);
                    services.fx().execute(() -> failed.accept(why));
                  }
                }));
  }

  private void toggled(String name, boolean on) {
    Checked now = checked.get();
    if (now != null) {
      checked.set(now.with(name, on));
    }
  }

  /** The engine that is checked; null before one has answered. */
  ReadOnlyObjectProperty<@Nullable EngineEndpoint> engineProperty() {
    return engine.getReadOnlyProperty();
  }

  /** What the last check found; null before the first. */
  ReadOnlyObjectProperty<@Nullable Checked> checkedProperty() {
    return checked.getReadOnlyProperty();
  }

  /** Why the last check could not be made; null when it could. */
  ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** How far the check that runs has come. */
  ReadOnlyObjectProperty<Progress> progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Whether a check runs. */
  ReadOnlyBooleanProperty checkingProperty() {
    return checking.getReadOnlyProperty();
  }

  /** Stops to follow and to look. */
  @Override
  public void close() {
    turn++;
    listening.close();
    loader.cancel();
  }

  private final class Watch implements OperationContext {
    @Override
    public void report(Progress snapshot) {
      reports.submit(() -> progress.set(snapshot));
    }

    @Override
    public void closeOnCancel(AutoCloseable resource) {}

    @Override
    public boolean isCancelled() {
      return Thread.currentThread().isInterrupted();
    }
  }
}
