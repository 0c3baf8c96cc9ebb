package org.dimdesktop.dim.daemon;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.dimdesktop.build.BuilderPool;
import org.dimdesktop.build.ImageBuilder;
import org.dimdesktop.dim.daemon.git.GitCloner;
import org.dimdesktop.dim.daemon.http.DaemonServer;
import org.dimdesktop.dim.daemon.http.StreamTimes;
import org.dimdesktop.dim.daemon.queue.BuildQueue;
import org.dimdesktop.dim.daemon.queue.BuildWork;
import org.dimdesktop.dim.daemon.secret.Passwords;
import org.dimdesktop.dim.daemon.secret.RandomTokens;
import org.dimdesktop.dim.daemon.secret.SecretBox;
import org.dimdesktop.dim.daemon.store.DatabaseUnavailableException;
import org.dimdesktop.dim.daemon.store.DatabaseUrl;
import org.dimdesktop.dim.daemon.store.Retention;
import org.dimdesktop.dim.daemon.store.Stores;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.tls.Pem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running dim daemon: the HTTP API, the queue behind it, and what it keeps. */
public final class DimDaemon implements AutoCloseable {
  /** The only user so far. */
  public static final String ADMIN = "admin";

  private static final Logger LOG = LoggerFactory.getLogger(DimDaemon.class);

  private final DaemonConfig config;
  private final DataDir dataDir;
  private final Stores stores;
  private final BuildQueue queue;
  private final Housekeeping housekeeping;
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
      BuilderPool builders,
      ExecutorService io,
      String version,
      StreamTimes streams,
      @Nullable SSLContext tls) {
    Clock clock = Clock.systemUTC();
    this.config = config;
    this.dataDir = dataDir;
    this.stores = stores;
    this.io = io;
    this.firstPassword = config.embedded() ? null : createAdmin(stores);
    this.holderToken = RandomTokens.access();
    int lost = stores.leases().reap();
    if (lost > 0) {
      LOG.warn("{} builds were running when their daemon ended", lost);
    }
    this.housekeeping =
        new Housekeeping(
            stores, new Retention(stores.database(), clock, config.storage().retention()));
    this.queue =
        new BuildQueue(
            stores,
            new BuildWork(new GitCloner(), builders, dataDir.work(), config.keepImages()),
            new BuildQueue.Limits(config.concurrency(), config.queueSize(), config.buildTimeout()),
            clock,
            io);
    this.server =
        new DaemonServer(
            stores,
            queue,
            new DaemonServer.Settings(
                version, config.userName(), holderToken, config.allowedHosts(), streams, tls),
            clock);
    int port = listen();
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    this.address = URI.create((tls == null ? "http://" : "https://") + host + ":" + port);
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
    return start(config, new BuilderPool(List.of(builder.get())), version);
  }

  /**
   * The same with several engines to build on.
   *
   * @param builders what builds are made with, each on the one that has least to do
   */
  public static DimDaemon start(DaemonConfig config, BuilderPool builders, String version) {
    return start(config, builders, version, StreamTimes.DEFAULT);
  }

  static DimDaemon start(
      DaemonConfig config, BuilderPool builders, String version, StreamTimes streams) {
    ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
    DataDir dataDir = null;
    Stores stores = null;
    try {
      SSLContext tls = config.tls() == null ? null : tls(config.tls());
      dataDir = DataDir.open(config.dataDir());
      StorageConfig storage = config.storage();
      SecretBox box =
          storage.secretKey() == null
              ? SecretBox.withKeyFile(dataDir.key())
              : SecretBox.withKey(storage.secretKey());
      DatabaseUrl url =
          storage.database() == null
              ? new DatabaseUrl.Sqlite(dataDir.database())
              : storage.database();
      stores = Stores.open(url, box, Clock.systemUTC(), storage.lease());
      DimDaemon daemon =
          new DimDaemon(config, dataDir, stores, builders, io, version, streams, tls);
      daemon.queue.start();
      daemon.housekeeping.start();
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
              "start the dim daemon at", place, "another program listens there already", List.of()),
          e);
    }
    String dir = config.dataDir().toString();
    if (e instanceof FileSystemException file) {
      String why =
          file instanceof AccessDeniedException
              ? "this user may not write " + file.getFile()
              : file.getMessage();
      return new FailureException(
          new Failure.Denied(
              "start the dim daemon in",
              dir,
              why + "; another place is named by --data or DIM_DATA"),
          e);
    }
    return new FailureException(FailureException.of(e, "start the dim daemon in", dir), e);
  }

  private static SSLContext tls(DaemonConfig.Tls files) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(Pem.keyManagers(files.cert(), files.key()), null, null);
      return context;
    } catch (
        FileSystemException e) { // not one of the data folder, which asFailure would take it for
      throw new FailureException(
          new Failure.Invalid(
              "use the TLS files",
              files.cert() + " and " + files.key(),
              e.getFile() + " is not there or may not be read",
              null),
          e);
    } catch (GeneralSecurityException e) {
      throw new FailureException(
          new Failure.Invalid(
              "use the TLS files",
              files.cert() + " and " + files.key(),
              String.valueOf(e.getMessage()),
              null),
          e);
    }
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
    // Of several daemons that start on an empty database, one makes the user.
    return stores.access().addUser(ADMIN, Passwords.hash(password)) ? password : null;
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

  /** Gives {@link #ADMIN} another password; the sessions of before end. */
  public void setAdminPassword(String password) {
    stores.access().setPassword(ADMIN, Passwords.hash(password), null);
  }

  /** How many builds this daemon runs now, and would cut off if it ended. */
  public int runningBuilds() {
    return queue.running();
  }

  /** What the daemon serves, each as {@code METHOD /path}. */
  Set<String> routes() {
    return server.routes();
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
    } catch (DatabaseUnavailableException e) {
      LOG.warn("other daemons end what ran here when the lease is over: {}", e.getMessage());
    }
    server.close();
    housekeeping.close();
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
