package org.dimdesktop.dim.daemon;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.dimdesktop.build.ImageBuilder;
import org.dimdesktop.dim.daemon.git.GitCloner;
import org.dimdesktop.dim.daemon.http.DaemonServer;
import org.dimdesktop.dim.daemon.queue.BuildQueue;
import org.dimdesktop.dim.daemon.queue.BuildWork;
import org.dimdesktop.dim.daemon.secret.Passwords;
import org.dimdesktop.dim.daemon.secret.RandomTokens;
import org.dimdesktop.dim.daemon.secret.SecretBox;
import org.dimdesktop.dim.daemon.store.Stores;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running dim daemon: the HTTP API, the queue behind it, and what it keeps. */
public final class DimDaemon implements AutoCloseable {
  /** The only user so far. */
  public static final String ADMIN = "admin";

  private static final Logger LOG = LoggerFactory.getLogger(DimDaemon.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final DaemonConfig config;
  private final DataDir dataDir;
  private final Stores stores;
  private final BuildQueue queue;
  private final DaemonServer server;
  private final ExecutorService io;
  private final String holderToken;
  private final @Nullable String firstPassword;
  private final URI address;
  private boolean closed;

  private DimDaemon(
      DaemonConfig config,
      DataDir dataDir,
      Stores stores,
      Supplier<ImageBuilder> builder,
      ExecutorService io,
      String version) {
    Clock clock = Clock.systemUTC();
    this.config = config;
    this.dataDir = dataDir;
    this.stores = stores;
    this.io = io;
    this.firstPassword = config.embedded() ? null : createAdmin(stores);
    this.holderToken = RandomTokens.access();
    int lost = stores.builds().recover();
    if (lost > 0) {
      LOG.warn("{} builds were running when the daemon before this one ended", lost);
    }
    stores.access().prune();
    stores.events().prune();
    this.queue =
        new BuildQueue(
            stores.builds(),
            stores.logs(),
            stores.steps(),
            stores.credentials(),
            stores.signals(),
            new BuildWork(new GitCloner(), builder.get(), dataDir.work(), config.keepImages()),
            new BuildQueue.Limits(config.concurrency(), config.queueSize(), config.buildTimeout()),
            clock,
            io);
    this.server =
        new DaemonServer(
            stores,
            queue,
            new DaemonServer.Settings(
                version, config.userName(), holderToken, config.allowedHosts(), HEARTBEAT),
            clock);
    int port = listen();
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    this.address = URI.create("http://" + host + ":" + port);
  }

  /**
   * Starts a daemon; it listens when this returns.
   *
   * @param builder gives what builds are made with, asked once
   * @param version what {@code GET /version} tells
   * @throws FailureException {@code Conflict} when another daemon uses the data directory or the
   *     port is taken
   */
  public static DimDaemon start(
      DaemonConfig config, Supplier<ImageBuilder> builder, String version) {
    ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
    DataDir dataDir = null;
    Stores stores = null;
    try {
      dataDir = DataDir.open(config.dataDir());
      SecretBox box = SecretBox.withKeyFile(dataDir.key());
      stores = Stores.open(dataDir.database(), box, Clock.systemUTC());
      DimDaemon daemon = new DimDaemon(config, dataDir, stores, builder, io, version);
      daemon.queue.start();
      LOG.info("the dim daemon listens at {}", daemon.address);
      return daemon;
    } catch (IOException | RuntimeException e) {
      io.shutdownNow();
      closeQuietly(stores);
      closeQuietly(dataDir);
      throw asFailure(e, config);
    }
  }

  private static FailureException asFailure(Exception e, DaemonConfig config) {
    if (e instanceof FailureException f) {
      return f;
    }
    if (e instanceof RuntimeException r && DaemonServer.isPortTaken(r)) {
      String place = config.host() + ":" + config.port();
      return new FailureException(
          new Failure.Conflict(
              "start the dim daemon at",
              place,
              "another program listens there already",
              java.util.List.of()),
          e);
    }
    return new FailureException(
        FailureException.of(e, "start the dim daemon in", config.dataDir().toString()), e);
  }

  private int listen() {
    try {
      return server.start(config.host(), config.port());
    } catch (RuntimeException e) {
      if (!config.anyPortIfTaken() || !DaemonServer.isPortTaken(e)) {
        throw e;
      }
      LOG.info("port {} is taken, taking a free one", config.port());
      return server.start(config.host(), 0);
    }
  }

  private static @Nullable String createAdmin(Stores stores) {
    if (stores.access().passwordHash(ADMIN).isPresent()) {
      return null;
    }
    String password = RandomTokens.password();
    stores.access().setPassword(ADMIN, Passwords.hash(password), null);
    return password;
  }

  /** Where it listens, such as {@code http://127.0.0.1:8080}. */
  public URI address() {
    return address;
  }

  /** A token of scope admin for the program that started the daemon; it dies with the daemon. */
  public String bootstrapToken() {
    return holderToken;
  }

  /** The password of {@link #ADMIN}, if it was this start that made it; it is kept nowhere. */
  public Optional<String> firstPassword() {
    return Optional.ofNullable(firstPassword);
  }

  /**
   * Ends the daemon: nothing new is taken, running builds may go on for the drain timeout and are
   * then recorded as restarted, queued ones wait for the next start.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      queue.drain(config.drainTimeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    io.shutdownNow();
    closeQuietly(stores);
    closeQuietly(dataDir);
    LOG.info("the dim daemon ended");
  }

  private static void closeQuietly(@Nullable AutoCloseable resource) {
    try {
      if (resource != null) {
        resource.close();
      }
    } catch (Exception e) {
      LOG.warn("closing a part of the daemon", e);
    }
  }

  @Override
  public String toString() {
    return "DimDaemon[" + address + "]";
  }
}
