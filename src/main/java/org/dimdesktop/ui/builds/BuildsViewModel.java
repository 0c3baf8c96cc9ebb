package org.dimdesktop.ui.builds;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.dim.client.DaemonLink.Connected;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The builds of the dim daemon and what can be done with them. Properties change on {@code fx}
 * only; methods are called there too and return at once.
 */
public final class BuildsViewModel implements AutoCloseable {
  private static final int PAGE = 100;
  private static final Duration PROBE_EVERY = Duration.ofSeconds(2);

  private final DaemonLink link;
  private final EmbeddedDaemon embedded;
  private final Path logs;
  private final Executor io;
  private final Executor fx;
  private final Clock clock;
  private final BuildBook book = new BuildBook();
  private final ReadOnlyObjectWrapper<DaemonLink.State> daemon;
  private final ReadOnlyObjectWrapper<List<BuildRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Failure> problem = new ReadOnlyObjectWrapper<>();
  private final AtomicBoolean probing = new AtomicBoolean();
  private final Subscription linkChanges;
  private volatile boolean shown;
  private volatile boolean closed;
  private boolean habitTried;
  private @Nullable BuildsFeed feed;
  private @Nullable BuildsHistory history;
  private final ReadOnlyObjectWrapper<BuildFilter> filter =
      new ReadOnlyObjectWrapper<>(BuildFilter.ALL);
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();

  /**
   * A model that has asked nobody yet.
   *
   * @param logs the folder for the logs of opened builds
   * @param clock tells how long a running build takes
   */
  public BuildsViewModel(
      DaemonLink link, EmbeddedDaemon embedded, Path logs, Executor io, Executor fx, Clock clock) {
    this.link = link;
    this.embedded = embedded;
    this.logs = logs;
    this.io = io;
    this.fx = fx;
    this.clock = clock;
    this.daemon = new ReadOnlyObjectWrapper<>(link.state());
    this.linkChanges = link.onChange(() -> fx.execute(this::linkChanged));
  }

  /** The view came into sight: look for the daemon until it answers. */
  public void shown() {
    shown = true;
    linkChanged();
    probe();
  }

  /** The view went out of sight. */
  public void hidden() {
    shown = false;
  }

  /** Asks the daemon now, and every 2 s while the view shows and none answers. */
  public void probe() {
    if (!probing.compareAndSet(false, true)) {
      return;
    }
    io.execute(() -> {
      try {
        while (!closed && !(link.probe() instanceof Connected) && shown) {
          LockSupport.parkNanos(PROBE_EVERY.toNanos());
        }
      } finally {
        probing.set(false);
      }
    });
  }

  private void linkChanged() {
    DaemonLink.State state = link.state();
    DaemonLink.State before = daemon.get();
    if (state instanceof DaemonLink.Refused || !state.address().equals(before.address())) {
      forget();
    }
    daemon.set(state);
    if (closed || (feed != null && state.equals(before))) {
      return;
    }
    if (state instanceof Connected connected) {
      follow(connected.client());
    } else if (state instanceof DaemonLink.Absent && embedded.startsAlways() && !habitTried) {
      habitTried = true; // once: a daemon that cannot start would be started for ever
      startEmbedded();
    }
  }

  /** What was seen at another daemon, or before a logout, is nothing that stays in sight. */
  private void forget() {
    endFeed();
    book.clear();
    history = null;
    problem.set(null);
    publish();
  }

  private void follow(DimClient client) {
    endFeed();
    book.clear();
    BuildsHistory pages = new BuildsHistory(client, book, filter.get(), PAGE);
    history = pages;
    publish();
    feed =
        new BuildsFeed(
            client,
            pages,
            book,
            io,
            () -> fx.execute(this::publish),
            () -> fx.execute(() -> live(true, null)),
            why -> fx.execute(() -> live(false, why)));
  }

  private void live(boolean now, @Nullable Failure why) {
    live.set(now);
    problem.set(why);
    if (!now && !closed) {
      probe();
    }
  }

  private void publish() {
    Instant now = clock.instant();
    BuildsHistory pages = history;
    rows.set(
        book.newestFirst().stream()
            .filter(build -> pages == null || pages.shows(build))
            .map(build -> BuildRow.of(build, now))
            .toList());
    more.set(pages != null && pages.hasMore());
  }

  /** Asks the daemon for other builds; those that are known and belong show at once. */
  public void filter(BuildFilter next) {
    BuildsHistory pages = history;
    if (next.equals(filter.get())) {
      return;
    }
    filter.set(next);
    if (pages != null) {
      pages.use(next);
      publish();
      read(pages::restart);
    }
  }

  /** Reads the next older page, unless one is being read or there is none. */
  public void loadMore() {
    BuildsHistory pages = history;
    if (pages != null && more.get() && !reading.get()) {
      read(pages::more);
    }
  }

  private void read(Runnable page) {
    reading.set(true);
    run(
        "list builds at",
        link.state().address().toString(),
        () -> {
          page.run();
          return true;
        },
        _ -> {
          reading.set(false);
          publish();
        },
        failure -> {
          reading.set(false);
          problem.set(failure);
        });
  }

  /** A second has passed: running builds are that much longer. */
  public void tick() {
    if (rows.get().stream().anyMatch(BuildRow::isActive)) {
      publish();
    }
  }

  /** Starts the embedded daemon and changes over to it. */
  public void startEmbedded() {
    if (starting.get()) {
      return;
    }
    starting.set(true);
    run(
        "start",
        "the embedded daemon",
        () -> link.use(embedded.start()),
        _ -> starting.set(false),
        failure -> {
          starting.set(false);
          problem.set(failure);
        });
  }

  /** Queues a build. */
  public void submit(BuildRequest request, Consumer<Build> done, Consumer<Failure> failed) {
    String key = UUID.randomUUID().toString(); // sent twice over a bad line, it is still one build
    act("build", request.image() + ":" + request.tag(), c -> c.submit(request, key), done, failed);
  }

  /** Queues a build's inputs again. */
  public void rebuild(String id, Consumer<Build> done, Consumer<Failure> failed) {
    act("rebuild", id, client -> client.rebuild(id), done, failed);
  }

  /** Stops a build. */
  public void cancel(String id, Consumer<Failure> failed) {
    act("cancel build", id, client -> client.cancel(id), _ -> {}, failed);
  }

  private interface Call {
    Build with(DimClient client);
  }

  private void act(
      String action, String subject, Call call, Consumer<Build> done, Consumer<Failure> failed) {
    run(
        action,
        subject,
        () -> {
          Build build = call.with(client(action, subject));
          book.put(build);
          return build;
        },
        build -> {
          publish();
          done.accept(build);
        },
        failed);
  }

  private <T> void run(
      String action, String subject, Callable<T> work, Consumer<T> done, Consumer<Failure> failed) {
    new Background(io, fx).run(action, subject, work, done, failed);
  }

  private DimClient client(String action, String subject) {
    return switch (link.state()) {
      case Connected c -> c.client();
      case DaemonLink.Refused r -> throw new FailureException(r.why());
      case DaemonLink.Absent a -> throw new FailureException(a.why());
      case DaemonLink.Unknown u ->
          throw new FailureException(
              new Failure.Unreachable(action, subject, "nothing is known of " + u.address()));
    };
  }

  /** A model of one build's tab; the caller closes it. */
  public BuildTabModel open(Build build) {
    DimClient client = client("open build", build.id());
    return new BuildTabModel(build, client, logs, this, io, fx, clock);
  }

  /** A model of the form for a new build. */
  public NewBuildModel newBuild() {
    return new NewBuildModel(client("build", "").access(), io, fx);
  }

  /** The newest state of a build. */
  public Optional<Build> find(String id) {
    return book.find(id);
  }

  /** Whether the embedded daemon is started without asking. */
  public boolean startsAlways() {
    return embedded.startsAlways();
  }

  /** Makes starting the embedded daemon a habit, or ends it. */
  public void startAlways(boolean always) {
    embedded.startAlways(always);
  }

  /** The daemon, as it was found. */
  public ReadOnlyObjectProperty<DaemonLink.State> daemonProperty() {
    return daemon.getReadOnlyProperty();
  }

  /** What the daemon is asked for. */
  public ReadOnlyObjectProperty<BuildFilter> filterProperty() {
    return filter.getReadOnlyProperty();
  }

  /** Whether there are older builds than those that show. */
  public ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  /** Whether a page is being read. */
  public ReadOnlyBooleanProperty readingProperty() {
    return reading.getReadOnlyProperty();
  }

  /** A model of a build's earlier and later attempts; nothing is asked for before it is told to. */
  AttemptsModel attempts(Build build) {
    return new AttemptsModel(build, client("list builds like", build.id()), io, fx);
  }

  /** The builds that were read and belong to the filter, newest first, in whole snapshots. */
  public ReadOnlyObjectProperty<List<BuildRow>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** Whether the rows follow the daemon at this moment. */
  public ReadOnlyBooleanProperty liveProperty() {
    return live.getReadOnlyProperty();
  }

  /** Whether the embedded daemon is being started. */
  public ReadOnlyBooleanProperty startingProperty() {
    return starting.getReadOnlyProperty();
  }

  /** Why the rows are not live, or the embedded daemon did not start; null when all is well. */
  public ReadOnlyObjectProperty<@Nullable Failure> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  private void endFeed() {
    BuildsFeed old = feed;
    feed = null;
    if (old != null) {
      old.close();
    }
    live.set(false);
  }

  @Override
  public void close() {
    closed = true;
    linkChanges.close();
    endFeed();
  }
}
