package org.dimdesktop.updates.api;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is behind, runs updates one after the other, and those that nobody asked for. */
public final class UpdateDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpdateDesk.class);
  private static final Duration FRESH = Duration.ofSeconds(3);

  /**
   * How it works on its own.
   *
   * @param every how often containers are checked, and those with the toggle updated
   */
  public record Settings(Duration every, QuietHours quiet, UpdateOptions options) {}

  private final Updates updates;
  private final Settings settings;
  private final AutoToggles toggles;
  private final Clock clock;
  private final ExecutorService work = Executors.newSingleThreadExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, ProgressItem> progress = new ConcurrentHashMap<>();
  private @Nullable CheckReport report;

  /** Keeps its toggles in {@code folder}; does nothing until {@link #start}. */
  public UpdateDesk(Updates updates, Path folder, Settings settings, Clock clock) {
    this.updates = updates;
    this.settings = settings;
    this.toggles = new AutoToggles(folder.resolve("auto.json"));
    this.clock = clock;
  }

  /** Puts in order what an earlier process left, then checks now and again. */
  public void start() {
    work.execute(() -> quietly(() -> updates.updater().recover()));
    long seconds = settings.every().toSeconds();
    var _ =
        timer.scheduleWithFixedDelay(
            () -> work.execute(this::round), seconds, seconds, TimeUnit.SECONDS);
  }

  private void round() {
    quietly(() -> {
      CheckReport now = refresh(true);
      updates.updater().retire();
      if (!settings.quiet().contains(LocalTime.now(clock))) {
        run(
            now,
            now.groups().stream()
                .flatMap(group -> group.containers().stream())
                .filter(c -> c.verdict().status() == Status.OUTDATED)
                .filter(c -> toggles.isOn(c.container()))
                .toList());
      }
    });
  }

  private static void quietly(Runnable task) {
    try {
      task.run();
    } catch (FailureException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  private CheckReport refresh(boolean fresh) {
    CheckReport found = updates.check(fresh);
    synchronized (this) {
      report = found;
    }
    return found;
  }

  /** What is known: the engine is asked again when that is some seconds old, registries seldom. */
  CheckReport report() {
    CheckReport known;
    synchronized (this) {
      known = report;
    }
    return known == null || known.at().plus(FRESH).isBefore(clock.instant())
        ? refresh(false)
        : known;
  }

  List<GroupItem> groups() {
    return report().groups().stream()
        .map(group -> GroupItem.of(group, c -> toggles.isOn(c.container())))
        .toList();
  }

  Optional<ContainerUpdate> find(String shortId) {
    return report().groups().stream()
        .flatMap(group -> group.containers().stream())
        .filter(c -> ContainerItem.shortId(c).equals(shortId))
        .findFirst();
  }

  Optional<ImageGroup> group(String image) {
    return report().groups().stream().filter(group -> group.name().equals(image)).findFirst();
  }

  Optional<ProgressItem> progress(String shortId) {
    return Optional.ofNullable(progress.get(shortId));
  }

  boolean toggle(ContainerUpdate container) {
    return toggles.toggle(container.container());
  }

  /**
   * Updates containers as soon as those before them are done; their progress can be asked for at
   * once. Registries are asked again first: what is up to date stays.
   */
  void update(List<ContainerUpdate> containers) {
    containers.forEach(
        c -> progress.put(ContainerItem.shortId(c), ProgressItem.status("connecting")));
    work.execute(() -> quietly(() -> run(refresh(true), containers)));
  }

  private void run(CheckReport now, List<ContainerUpdate> containers) {
    for (ContainerUpdate container : containers) {
      String id = ContainerItem.shortId(container);
      try {
        if (isUpToDate(now, container)) {
          progress.remove(id);
        } else {
          run(now, id, container.container().name());
        }
      } catch (FailureException e) {
        progress.put(id, ProgressItem.status("error: " + e.failure().cause()));
        LOG.warn("{}", e.getMessage());
      }
    }
  }

  private static boolean isUpToDate(CheckReport now, ContainerUpdate container) {
    return now.find(container.container().name())
        .map(found -> found.verdict().status() == Status.UPTODATE)
        .orElse(false);
  }

  private void run(CheckReport now, String id, String name) {
    ProgressKeeper keeper = new ProgressKeeper(item -> progress.put(id, item));
    updates
        .update(now, List.of(name), false, settings.options(), keeper)
        .forEach(record -> end(id, record));
  }

  /** A failure can be asked for until the next update. */
  private void end(String id, UpdateRecord record) {
    if (record.state() == UpdateState.ROLLED_BACK) {
      progress.put(id, ProgressItem.status("error: " + record.reason()));
    } else {
      var _ = refresh(false); // before it ends: who sees the end, sees its result, too
      progress.remove(id);
    }
    LOG.info("{}: {} {}", record.name(), record.state(), record.reason());
  }

  /** Lets an update that runs go to its end. */
  @Override
  public void close() {
    timer.shutdownNow();
    work.close();
  }
}
