package org.dimdesktop.ui.updates.history;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.log.LogStream;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.updates.run.UpdateRunner;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.apply.Step;
import org.dimdesktop.updates.apply.StepRelay;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.jspecify.annotations.Nullable;

/** The updates that were made, newest first. Used on the thread of {@code fx}. */
public final class HistoryViewModel {
  /** The journal is written a moment after its last step. */
  private static final long AFTER_MILLIS = 500;

  private final Services services;
  private final UpdateRunner runner;
  private final DetailLoader loader;
  private final ReadOnlyObjectWrapper<@Nullable List<UpdateRecord>> records =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
  private final Set<String> own = new HashSet<>();
  private long asked;

  /**
   * What it stands on.
   *
   * @param updates may read files the first time; asked on {@code io} only
   * @param logs where logs are put while they are shown
   * @param tell tells of an update that nobody asked for: a title and a text
   */
  public record Services(
      Supplier<Updates> updates,
      StepRelay steps,
      Path logs,
      BiConsumer<String, String> tell,
      Executor io,
      Executor fx,
      Clock clock) {}

  /** Has read nothing yet; hears of every update that ends. */
  public HistoryViewModel(Services services, UpdateRunner runner) {
    this.services = services;
    this.runner = runner;
    loader = new DetailLoader(services.io(), services.fx(), Strings.get("updates.action.history"));
    services
        .steps()
        .listen((step, _, done) -> {
          if (done && (step == Step.COMMIT || step == Step.RESTORE || step == Step.RETIRE)) {
            services.fx().execute(this::readSoon);
          }
        });
    runner
        .busyProperty()
        .addListener((_, _, busy) -> {
          own.addAll(busy);
          read();
        });
  }

  private void readSoon() {
    long mine = ++asked;
    CompletableFuture.delayedExecutor(AFTER_MILLIS, TimeUnit.MILLISECONDS, services.fx())
        .execute(() -> {
          if (mine == asked) {
            read();
          }
        });
  }

  /** Reads the journals anew. */
  public void read() {
    loader.load(
        "",
        () -> services.updates().get().updater().history(),
        now -> {
          failure.set(null);
          tellOfNew(now);
          records.set(now);
          if (runner.busyProperty().get().isEmpty()) {
            own.clear();
          }
        },
        failure::set);
  }

  private void tellOfNew(List<UpdateRecord> now) {
    List<UpdateRecord> before = records.get();
    if (before == null) {
      return; // the first reading tells of the past
    }
    Set<String> ended =
        before.stream()
            .filter(record -> !record.state().isOpen())
            .map(UpdateRecord::id)
            .collect(Collectors.toSet());
    now.stream()
        .filter(record -> !record.state().isOpen() && !ended.contains(record.id()))
        .filter(record -> record.state() != UpdateState.UNCHANGED && !own.contains(record.name()))
        .forEach(record ->
            services
                .tell()
                .accept(
                    record.state() == UpdateState.ROLLED_BACK
                        ? Strings.get("updates.told.back", record.name())
                        : Strings.get("updates.told.done", record.name()),
                    record.reason().isEmpty() ? record.image() : record.reason()));
  }

  /** Every update that is known, newest first; null before the first reading. */
  ReadOnlyObjectProperty<@Nullable List<UpdateRecord>> recordsProperty() {
    return records.getReadOnlyProperty();
  }

  /** Why the history could not be read; null when it could. */
  ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Whether the old container still waits, and nothing is done with it now. */
  public boolean canRollBack(UpdateRecord record) {
    boolean waits =
        record.retireAt().map(at -> at.isAfter(services.clock().instant())).orElse(false);
    return record.state() == UpdateState.COMMITTED
        && waits
        && !runner.busyProperty().get().contains(record.name());
  }

  /** Brings back what was before, as an operation. */
  void rollBack(UpdateRecord record) {
    var _ = runner.rollback(record);
  }

  /** What the new containers of an update said last, put into a log of its own; blocks. */
  LogStore log(UpdateRecord record) {
    LogStore store = LogStore.create(services.logs());
    for (String file : record.logs()) {
      services
          .updates()
          .get()
          .updater()
          .log(record, file)
          .lines()
          .forEach(line -> store.append(LogStream.STDOUT, 0, null, line));
    }
    store.end();
    return store;
  }

  Executor io() {
    return services.io();
  }

  Executor fx() {
    return services.fx();
  }
}
