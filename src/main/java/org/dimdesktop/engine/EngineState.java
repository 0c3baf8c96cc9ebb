package org.dimdesktop.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.engine.context.Attempt;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What is on the engine now: read once, then kept true by its events. A listener is called with the
 * present value when it is added, on the caller's thread, and then with every newer one, never two
 * at once, on a thread of the engine's; it must not block.
 */
public final class EngineState implements AutoCloseable {
  private static final long RETRY_MILLIS = 500;
  private static final Duration RESYNC = Duration.ofSeconds(60);
  private static final Duration SAVE_AFTER = Duration.ofSeconds(5);

  private final Supplier<EngineContexts.Selection> finder;
  private final ImageCache cache;
  private final Executor io;
  private final CurrentEngine engine = new CurrentEngine();
  private final EngineTables tables = new EngineTables();
  private final AtomicInteger watchers = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Semaphore wake = new Semaphore(0);
  private final LiveValue<EngineStatus> status;

  private final AtomicBoolean saving = new AtomicBoolean();
  private volatile @Nullable List<ImageSummary> saved;
  private volatile @Nullable EngineEndpoint chosen;
  private volatile @Nullable EngineSession session;
  private volatile Instant lastSynced = Instant.EPOCH;
  private @Nullable EngineEndpoint present;
  private boolean wasConnected;
  private List<Attempt> attempts = List.of();

  /**
   * Does nothing yet.
   *
   * @param finder chooses the engine until {@link #switchTo} does; asked anew before each try
   * @param cacheDir where the last known images are kept
   * @param io runs each task on a thread of its own, which may block
   */
  public EngineState(Supplier<EngineContexts.Selection> finder, Path cacheDir, Executor io) {
    this.finder = finder;
    this.cache = new ImageCache(cacheDir);
    this.io = io;
    this.status =
        new LiveValue<>(
            new EngineStatus.Connecting(EngineEndpoint.of("unix:///var/run/docker.sock")));
  }

  /** Begins to connect and to keep the state true; call once. */
  public void start() {
    io.execute(this::run);
  }

  private void run() {
    try {
      while (!closed.get()) {
        attempt();
        if (!closed.get()) {
          boolean _ = wake.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS);
          wake.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends
    }
  }

  /** Connects once and stays as long as the connection holds. */
  private void attempt() throws InterruptedException {
    EngineEndpoint endpoint = endpoint();
    if (endpoint == null) {
      return;
    }
    Failure failure;
    try {
      EngineConnection connection = connection(endpoint);
      connection.reset();
      status.set(connected(connection));
      wasConnected = true;
      EngineSession next = new EngineSession(connection, tables, io, RESYNC, new Host());
      session = next;
      failure = stillWanted(endpoint) ? next.run() : null;
    } catch (RuntimeException e) {
      // Whatever it is, the engine is tried again: nobody else would ever connect.
      failure = FailureException.of(e, "follow", endpoint.host().toString());
    } finally {
      session = null;
    }
    save(endpoint);
    if (failure != null && stillWanted(endpoint) && !closed.get()) {
      failed(endpoint, failure);
    }
  }

  private boolean stillWanted(EngineEndpoint endpoint) {
    EngineEndpoint switched = chosen;
    return !closed.get() && (switched == null || switched.equals(endpoint));
  }

  private @Nullable EngineEndpoint endpoint() {
    EngineEndpoint switched = chosen;
    if (switched != null) {
      attempts = List.of();
      return switched;
    }
    EngineContexts.Selection selection = find();
    attempts = selection.attempts();
    if (selection.endpoint() == null) {
      Failure why = selection.failure();
      if (why == null) {
        throw new IllegalStateException("neither an endpoint nor a failure");
      }
      engine.useNone(why);
      present = null;
      tables.stale();
      status.set(new EngineStatus.NoEngine(null, attempts, why));
    }
    return selection.endpoint();
  }

  private EngineContexts.Selection find() {
    try {
      return finder.get();
    } catch (RuntimeException e) {
      Failure why = FailureException.of(e, "find", "the Docker Engine");
      return new EngineContexts.Selection(null, why, List.of());
    }
  }

  private EngineConnection connection(EngineEndpoint endpoint) {
    EngineConnection known = engine.connection();
    if (known != null && endpoint.equals(present)) {
      return known;
    }
    if (!endpoint.equals(present)) {
      present = endpoint;
      wasConnected = false;
      saved = null;
      status.set(new EngineStatus.Connecting(endpoint));
      tables.clear(cache.load(endpoint), cache.savedAt(endpoint));
    }
    try {
      EngineConnection next = new EngineConnection(endpoint);
      engine.use(next);
      return next;
    } catch (FailureException e) {
      engine.useNone(e.failure());
      throw e;
    }
  }

  private EngineStatus.Connected connected(EngineConnection connection) {
    String api = connection.apiVersion();
    JsonNode version =
        connection
            .execute(EngineRequest.get("version", "ask for the version of", "the engine"))
            .json();
    return new EngineStatus.Connected(
        connection.endpoint(),
        version.path("Version").asText(),
        api,
        version.path("Os").asText(),
        version.path("Arch").asText(),
        lastSynced);
  }

  private void failed(EngineEndpoint endpoint, Failure failure) {
    tables.stale();
    if (wasConnected) {
      if (!(status.get() instanceof EngineStatus.Lost)) {
        status.set(new EngineStatus.Lost(endpoint, Instant.now(), failure, lastSynced));
      }
    } else {
      List<Attempt> tried = new ArrayList<>(attempts);
      tried.add(new Attempt(endpoint.host().toString(), failure.cause()));
      status.set(new EngineStatus.NoEngine(endpoint, tried, failure));
    }
  }

  /** Not while a window is being filled, and one time for many changes. */
  private void saveSoon(EngineEndpoint endpoint) {
    if (saving.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(SAVE_AFTER.toMillis(), TimeUnit.MILLISECONDS, io)
          .execute(() -> {
            saving.set(false);
            if (session != null && stillWanted(endpoint)) {
              save(endpoint);
            }
          });
    }
  }

  private void save(EngineEndpoint endpoint) {
    Listing<ImageSummary> images = tables.imageList().get();
    if (images.freshness().kind() == Freshness.Kind.LIVE && !images.items().equals(saved)) {
      saved = images.items();
      cache.save(endpoint, images.items());
    }
  }

  private final class Host implements EngineSession.Host {
    @Override
    public void synced(Instant at) {
      lastSynced = at;
      if (status.get() instanceof EngineStatus.Connected c) {
        status.set(
            new EngineStatus.Connected(
                c.endpoint(), c.engineVersion(), c.apiVersion(), c.os(), c.architecture(), at));
        saveSoon(c.endpoint());
      }
    }

    @Override
    public boolean isWatched() {
      return watchers.get() > 0;
    }
  }

  /** The engine that is in use now, also after {@link #switchTo}; services stand on it. */
  public EngineHttp http() {
    return engine;
  }

  /** How things stand with the engine. */
  public EngineStatus status() {
    return status.get();
  }

  /** The images, newest first, with the containers that use them. */
  public Listing<ImageSummary> images() {
    return tables.imageList().get();
  }

  /** The containers, newest first. */
  public Listing<ContainerSummary> containers() {
    return tables.containerList().get();
  }

  /** Listens to the connection. */
  public Subscription onStatus(Consumer<EngineStatus> listener) {
    return status.listen(listener);
  }

  /** Listens to the images. */
  public Subscription onImages(Consumer<Listing<ImageSummary>> listener) {
    return tables.imageList().listen(listener);
  }

  /** Listens to the containers. */
  public Subscription onContainers(Consumer<Listing<ContainerSummary>> listener) {
    return tables.containerList().listen(listener);
  }

  /** While at least one is open, everything is read in full once a minute. */
  public Subscription watch() {
    watchers.incrementAndGet();
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        watchers.decrementAndGet();
      }
    };
  }

  /** Reads everything in full soon, or tries to connect at once. */
  public void refresh() {
    EngineSession now = session;
    if (now != null) {
      now.refresh();
    }
    wake.release();
  }

  /** Leaves the present engine for another one. */
  public void switchTo(EngineEndpoint endpoint) {
    chosen = endpoint;
    EngineSession now = session;
    EngineConnection open = engine.connection();
    if (now != null) {
      now.end();
    } else if (open != null) {
      open.abandon(); // an engine that does not answer must not hold up the one that is wanted
    }
    wake.release();
  }

  /** Ends the connection; running services of this engine fail from now on. */
  @Override
  public void close() {
    closed.set(true);
    EngineSession now = session;
    if (now != null) {
      now.end();
    }
    wake.release();
    EngineConnection open = engine.connection();
    if (open != null) {
      open.close();
    }
  }
}
