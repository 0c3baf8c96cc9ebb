package org.dimdesktop.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.engine.transport.EngineResponse;
import org.dimdesktop.engine.transport.Filters;
import org.dimdesktop.engine.transport.JsonStream;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One unbroken time with an engine: its events are read on a thread of their own, and everything
 * they lead to is done by the one thread that {@link #run} is called on.
 */
final class EngineSession {
  private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);
  private static final Duration PING_AFTER = Duration.ofSeconds(5);
  private static final Duration PING_LIMIT = Duration.ofSeconds(3);
  private static final long GATHER_MILLIS = 25;

  /** Above that many changed items one list is cheaper than an answer for each. */
  private static final int MANY = 20;

  private final EngineConnection connection;
  private final EngineTables tables;
  private final Executor io;
  private final Duration resync;
  private final Host host;
  private final ImageService images;
  private final ContainerService containers;
  private final LinkedBlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable EngineResponse events;

  private final Set<String> dirtyImages = new LinkedHashSet<>();
  private final Set<String> dirtyContainers = new LinkedHashSet<>();
  private final Set<String> passedOverImages = new LinkedHashSet<>();
  private final Set<String> passedOverContainers = new LinkedHashSet<>();
  private final Set<String> changedWhileListing = new LinkedHashSet<>();
  private boolean listing;
  private boolean listAgain;
  private long lastListMillis;
  private boolean imagesListed;
  private Instant syncedAt = Instant.EPOCH;

  /** Who started the session. */
  interface Host {
    /** The lists have become true again. */
    void synced(Instant at);

    /** Whether somebody looks at the lists. */
    boolean isWatched();
  }

  private sealed interface Message {
    record Event(JsonNode json) implements Message {}

    record Ended(Failure failure) implements Message {}

    record Images(List<ImageSummary> all, Instant asked, long millis) implements Message {}

    record Refresh() implements Message {}
  }

  /** Resyncs every {@code resync} while somebody looks. */
  EngineSession(
      EngineConnection connection, EngineTables tables, Executor io, Duration resync, Host host) {
    this.resync = resync;
    this.connection = connection;
    this.tables = tables;
    this.io = io;
    this.host = host;
    this.images = new ImageService(connection);
    this.containers = new ContainerService(connection);
  }

  /** Runs until the connection breaks or {@link #end} is called; the failure that ended it. */
  Failure run() throws InterruptedException {
    try {
      listen();
      syncAll();
      while (true) {
        Message first = inbox.poll(PING_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
          ping();
          tryAgain();
        } else {
          Failure failure = handle(first);
          if (failure != null) {
            return failure;
          }
        }
        // Also between events: health checks alone keep some engines from ever being quiet.
        resyncIfDue();
      }
    } catch (FailureException e) {
      return e.failure();
    } finally {
      end();
    }
  }

  /** Ends the session from any thread. */
  void end() {
    ended.set(true);
    EngineResponse open = events;
    if (open != null) {
      open.close();
    }
    inbox.add(new Message.Ended(new Failure.Cancelled("follow", "the engine", "it was ended")));
  }

  void refresh() {
    inbox.add(new Message.Refresh());
  }

  private void listen() {
    EngineRequest request =
        EngineRequest.get("events", "follow the events of", "the engine")
            .withQuery("filters", Filters.of("type", "image", "container", "network"));
    EngineResponse response = connection.execute(request);
    events = response;
    if (ended.get()) {
      response.close();
    }
    io.execute(() -> pump(response));
  }

  private void pump(EngineResponse response) {
    Failure end =
        new Failure.Broken("follow the events of", "the engine", "the engine ended the stream");
    try (JsonStream items = response.jsonStream()) {
      for (JsonNode item = items.next(); item != null; item = items.next()) {
        inbox.add(new Message.Event(item));
      }
    } catch (RuntimeException e) {
      end = FailureException.of(e, "follow the events of", "the engine");
    }
    inbox.add(new Message.Ended(end));
  }

  private void ping() {
    connection
        .execute(
            EngineRequest.get("_ping", "ask for a sign of life of", "the engine")
                .withoutVersion()
                .withTimeout(PING_LIMIT))
        .close();
  }

  private void tryAgain() {
    dirtyContainers.addAll(passedOverContainers);
    passedOverContainers.clear();
    dirtyImages.addAll(passedOverImages);
    passedOverImages.clear();
    patch();
  }

  private void resyncIfDue() {
    if (!listing && host.isWatched() && Instant.now().isAfter(syncedAt.plus(resync))) {
      syncAll();
    }
  }

  private @Nullable Failure handle(Message first) throws InterruptedException {
    List<Message> batch = new ArrayList<>();
    batch.add(first);
    if (first instanceof Message.Event) {
      // Events come in bursts: what is close behind is done with it.
      Message next = inbox.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
      if (next != null) {
        batch.add(next);
      }
    }
    inbox.drainTo(batch);
    for (Message message : batch) {
      switch (message) {
        case Message.Event event -> note(event.json());
        case Message.Images listed -> apply(listed);
        case Message.Refresh _ -> syncAll();
        case Message.Ended end -> {
          return end.failure();
        }
      }
    }
    patch();
    return null;
  }

  private void note(JsonNode event) {
    String action = event.path("Action").asText();
    JsonNode actor = event.path("Actor");
    String id = actor.path("ID").asText();
    switch (event.path("Type").asText()) {
      case "container" -> {
        if (!action.startsWith("exec_") && !action.equals("top") && !action.equals("attach")) {
          dirtyContainers.add(id);
        }
      }
      case "network" -> {
        String container = actor.path("Attributes").path("container").asText();
        if (!container.isEmpty()) {
          dirtyContainers.add(container);
        }
      }
      case "image" -> {
        if (!id.isEmpty() && !action.equals("prune") && !action.equals("push")) {
          dirtyImages.add(id);
        }
      }
      default -> {}
    }
  }

  private void syncAll() {
    syncContainers();
    listImages();
  }

  private void syncContainers() {
    dirtyContainers.clear();
    passedOverContainers.clear();
    Instant asked = Instant.now();
    tables.replaceContainers(containers.list());
    tables.publishContainers(asked);
    host.synced(asked);
  }

  /** Lists the images beside the events, which must not wait the seconds that this can take. */
  private void listImages() {
    if (listing) {
      listAgain = true;
      return;
    }
    listing = true;
    passedOverImages.clear();
    changedWhileListing.clear();
    Instant asked = Instant.now();
    io.execute(() -> {
      try {
        List<ImageSummary> all = images.list();
        long millis = Duration.between(asked, Instant.now()).toMillis();
        inbox.add(new Message.Images(all, asked, millis));
      } catch (RuntimeException e) {
        inbox.add(new Message.Ended(FailureException.of(e, "list the images of", "the engine")));
      }
    });
  }

  private void apply(Message.Images listed) {
    listing = false;
    imagesListed = true;
    lastListMillis = listed.millis();
    tables.replaceImages(listed.all());
    dirtyImages.addAll(changedWhileListing); // the list may be older than these changes
    syncedAt = listed.asked();
    tables.publishImages(syncedAt);
    host.synced(syncedAt);
    if (listAgain) {
      listAgain = false;
      listImages();
    }
  }

  private void patch() {
    if (!dirtyContainers.isEmpty()) {
      patchContainers();
    }
    if (!dirtyImages.isEmpty()) {
      patchImages();
    }
  }

  private void patchContainers() {
    if (dirtyContainers.size() > MANY) {
      syncContainers();
      return;
    }
    Instant asked = Instant.now();
    for (String id : dirtyContainers) {
      try {
        Optional<ContainerSummary> now = containers.summary(id);
        if (now.isPresent()) {
          tables.put(now.get());
        } else {
          tables.removeContainer(id);
        }
      } catch (FailureException e) {
        passOver(id, e);
        passedOverContainers.add(id);
      }
    }
    dirtyContainers.clear();
    tables.publishContainers(asked);
  }

  private void patchImages() {
    if (listing) {
      changedWhileListing.addAll(dirtyImages);
    } else if (dirtyImages.size() > Math.max(MANY, lastListMillis / 5)) {
      dirtyImages.clear();
      listImages();
      return;
    }
    Instant asked = Instant.now();
    Set<String> losers = new LinkedHashSet<>();
    for (String id : dirtyImages) {
      losers.addAll(patchImage(id));
    }
    losers.removeAll(dirtyImages);
    for (String id : losers) {
      patchImage(id);
    }
    dirtyImages.clear();
    if (imagesListed) {
      tables.publishImages(asked);
    } else {
      tables.publishImagesAsBefore(); // the rest of them is still what was last known
    }
  }

  /** The id may be a name too, as a pull tells it. */
  private Set<String> patchImage(String id) {
    try {
      Optional<ImageSummary> now = images.summary(id, tables.image(id));
      if (now.isEmpty()) {
        tables.removeImage(id);
        return Set.of();
      }
      return tables.put(now.get());
    } catch (FailureException e) {
      passOver(id, e);
      passedOverImages.add(id);
      return Set.of();
    }
  }

  /** One item that the engine itself cannot tell of must not end what is known of all others. */
  private static void passOver(String id, FailureException e) {
    switch (e.failure()) {
      case Failure.Unreachable _, Failure.Broken _, Failure.Cancelled _ -> throw e;
      default -> LOG.warn("{} stays as it was known for now: {}", id, e.getMessage());
    }
  }
}
