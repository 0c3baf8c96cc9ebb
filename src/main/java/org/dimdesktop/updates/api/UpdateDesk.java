package org.dimdesktop.updates.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.updates.UpdateOutcome;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.UpdatesJson;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.Status;
import org.dimdesktop.updates.notice.News;
import org.dimdesktop.updates.notice.Notice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is behind, runs updates one after the other, and those that nobody asked for. */
public final class UpdateDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpdateDesk.class);
  private static final Duration FRESH = Duration.ofSeconds(3);
  private static final Duration FIRST = Duration.ofSeconds(5);

  /**
   * How it works on its own.
   *
   * @param every how often containers are checked, and those with the toggle updated
   * @param quiet when nothing is updated on its own
   * @param maxAge how old the image of a container that is behind, and of which nothing is said,
   *     may be before it is updated on its own; null for any age
   */
  public record Settings(
      Duration every, QuietHours quiet, @Nullable Duration maxAge, UpdateOptions options) {

    /** Without a limit to the age of images. */
    public Settings(Duration every, QuietHours quiet, UpdateOptions options) {
      this(every, quiet, null, options);
    }
  }

  private final Updates updates;
  private final Settings settings;
  private final AutoToggles toggles;
  private final AutoPolicy policy;
  private final Clock clock;
  private final News news;
  private final Consumer<Notice> notices;
  private final ExecutorService work = Executors.newSingleThreadExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final DeskEvents events = new DeskEvents();
  private final DeskRuns runs;
  private volatile boolean ending;
  private @Nullable CheckReport report;

  /** Keeps its toggles in {@code folder}; does nothing until {@link #start}. */
  public UpdateDesk(Updates updates, Path folder, Settings settings, Clock clock) {
    this(updates, folder, settings, clock, _ -> {});
  }

  /** The same, telling what is new; on the thread that updates. */
  public UpdateDesk(
      Updates updates, Path folder, Settings settings, Clock clock, Consumer<Notice> notices) {
    this.updates = updates;
    this.settings = settings;
    this.toggles = new AutoToggles(folder.resolve("auto.json"));
    this.policy = new AutoPolicy(toggles, settings.maxAge(), clock);
    this.clock = clock;
    this.news = new News(clock);
    this.notices = notices;
    this.runs = new DeskRuns(updates, settings.options(), events, () -> ending, this::finished);
  }

  /** Puts in order what an earlier process left, then checks soon, and now and again. */
  public void start() {
    work.execute(() -> quietly(() -> updates.updater().recover().forEach(this::recovered)));
    long every = settings.every().toMillis();
    var _ =
        timer.scheduleWithFixedDelay(
            () -> work.execute(this::round),
            Math.min(every, FIRST.toMillis()),
            every,
            TimeUnit.MILLISECONDS);
  }

  private void recovered(UpdateRecord record) {
    events.add("update", UpdatesJson.of(record));
    news.of(record).ifPresent(notices);
  }

  private void round() {
    quietly(() -> {
      CheckReport now = refresh(true);
      news.of(now).ifPresent(notices);
      updates.updater().retire();
      if (!ending && !settings.quiet().contains(LocalTime.now(clock))) {
        runs.run(
            now,
            now.groups().stream()
                .flatMap(group -> group.containers().stream())
                .filter(policy::wants)
                .toList(),
            false);
      }
    });
  }

  private void quietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      Failure failure = FailureException.of(e, "check", "the running containers");
      LOG.warn("{}", new FailureException(failure).getMessage());
      if (!ending) {
        notices.accept(news.failed("cannot " + failure.action() + ": " + failure.cause()));
      }
    }
  }

  private CheckReport refresh(boolean fresh) {
    CheckReport found = updates.check(fresh);
    CheckReport before;
    synchronized (this) {
      before = report;
      report = found;
    }
    if (before == null || !before.groups().equals(found.groups())) {
      events.add("check", summary(found));
    }
    return found;
  }

  private static ObjectNode summary(CheckReport found) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("checked_at", found.at().toString());
    ArrayNode outdated = json.putArray("outdated");
    found.groups().stream()
        .flatMap(group -> group.containers().stream())
        .filter(update -> update.verdict().status() == Status.OUTDATED)
        .forEach(update -> outdated.add(update.container().name()));
    return json;
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

  Updates updates() {
    return updates;
  }

  DeskEvents events() {
    return events;
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
    return runs.progress(shortId);
  }

  boolean toggle(ContainerUpdate container) {
    return toggles.toggle(container.container());
  }

  /**
   * Updates containers as soon as those before them are done; their progress can be asked for at
   * once. Registries are asked again first: what is up to date stays.
   */
  void update(List<ContainerUpdate> containers, boolean losses) {
    runs.announce(containers);
    work.execute(() -> quietly(() -> runs.run(refreshFor(containers), containers, losses)));
  }

  /** What is asked for, and cannot be looked for now, is told as what went wrong with it. */
  private CheckReport refreshFor(List<ContainerUpdate> containers) {
    try {
      return refresh(true);
    } catch (FailureException e) {
      containers.forEach(c -> runs.failed(c, e.failure().cause()));
      throw e;
    }
  }

  /** Before an update ends on the wire: who sees the end, sees its result, too. */
  private void finished(UpdateOutcome outcome) {
    if (outcome.isDone()) {
      quietly(() -> {
        var _ = refresh(false);
      });
    }
    news.of(outcome).ifPresent(notices);
  }

  /** Brings back what was before an update; blocks until it is. */
  UpdateRecord rollback(String id) {
    UpdateRecord record = updates.updater().rollback(id);
    events.add("update", UpdatesJson.of(record));
    return record;
  }

  /** Lets an update that runs go to its end, and begins no other. */
  @Override
  public void close() {
    ending = true;
    timer.shutdownNow();
    work.close();
  }
}
