package org.dimdesktop.dim.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPage;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.BuildStep;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.StepList;
import org.dimdesktop.dim.api.VersionInfo;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to a dim daemon (dim API version 1). Calls block, may be made on any thread, and throw
 * {@link FailureException}; {@link ApiException#of} tells the daemon's own code.
 */
public final class DimClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DimClient.class);
  private static final int PATIENCE = 30;

  private final URI address;
  private final DimHttp http;
  private final DimAccess access;

  /**
   * A client; nothing is sent yet.
   *
   * @param address where the daemon is, such as {@code http://127.0.0.1:8080}
   * @param token asked before every request; null sends none
   * @throws IllegalArgumentException when the address is not one of HTTP
   */
  public DimClient(URI address, Supplier<@Nullable String> token) {
    this.address = address;
    this.http = new DimHttp(address, token);
    this.access = new DimAccess(http);
  }

  /** Where the daemon is. */
  public URI address() {
    return address;
  }

  /** Credentials, tokens and logins. */
  public DimAccess access() {
    return access;
  }

  /** The daemon's version; needs no token. */
  public VersionInfo version() {
    return http.send(
        "reach the dim daemon at",
        address.toString(),
        http.request(http.root("version")),
        VersionInfo.class);
  }

  /** Returns when the daemon is there and well; needs no token. */
  public void health() {
    http.send("reach the dim daemon at", address.toString(), http.request(http.root("health")));
  }

  /**
   * Queues a build.
   *
   * @param idempotencyKey at most 128 characters; a repeat within 24 h gives the first build again
   */
  public Build submit(BuildRequest build, @Nullable String idempotencyKey) {
    Request.Builder request = http.request(http.api("builds")).post(DimHttp.json(build));
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return http.send("build", build.image() + ":" + build.tag(), request, Build.class);
  }

  /** One build. */
  public Build get(String id) {
    return http.send("look up build", id, http.request(http.api("builds", id)), Build.class);
  }

  /** The steps of a build as they stand, in the order of their numbers. */
  public List<BuildStep> steps(String id) {
    return http.send(
            "read the steps of build",
            id,
            http.request(http.api("builds", id, "steps")),
            StepList.class)
        .steps();
  }

  /** A page of builds, newest first. */
  public BuildPage list(BuildQuery query) {
    HttpUrl.Builder url = http.api("builds");
    query.parameters().forEach(url::addQueryParameter);
    return http.send("list builds at", address.toString(), http.request(url), BuildPage.class);
  }

  /** Stops a build; a running one ends within 5 s. */
  public Build cancel(String id) {
    return http.send(
        "cancel build",
        id,
        http.request(http.api("builds", id, "cancel")).post(DimHttp.empty()),
        Build.class);
  }

  /** Queues a new build with the inputs of an older one. */
  public Build rebuild(String id) {
    return http.send(
        "rebuild",
        id,
        http.request(http.api("builds", id, "rebuild")).post(DimHttp.empty()),
        Build.class);
  }

  /** Reads what is stored of a log, from a sequence number on, in order. */
  public void logs(String id, long fromSeq, Consumer<LogLine> lines, OperationContext ctx) {
    new BuildLogs(http, id, fromSeq, lines).stored(ctx);
  }

  /**
   * Reads a log and stays with it until the build has ended; a connection that is cut is opened
   * again without a line lost or seen twice, for about two minutes of silence.
   *
   * @return how the build ended
   */
  public BuildStatus followLogs(
      String id, long fromSeq, Consumer<LogLine> lines, OperationContext ctx) {
    return followLogs(id, fromSeq, lines, _ -> {}, ctx);
  }

  /**
   * The same, and tells when it has to try again.
   *
   * @param cut hears once of every time the connection was lost
   */
  public BuildStatus followLogs(
      String id,
      long fromSeq,
      Consumer<LogLine> lines,
      Consumer<Failure> cut,
      OperationContext ctx) {
    return new BuildLogs(http, id, fromSeq, lines).follow(ctx, PATIENCE, cut);
  }

  /**
   * Hears of every change from now on, on a thread of {@code io}, over any number of connections.
   *
   * @param lastEventId where to go on, or null for what comes from now on
   */
  public Subscription events(BuildListener listener, @Nullable String lastEventId, Executor io) {
    EventStream stream = new EventStream(http, "follow the builds at", address.toString());
    io.execute(() -> readEvents(stream, listener, lastEventId));
    return stream::close;
  }

  private void readEvents(
      EventStream stream, BuildListener listener, @Nullable String lastEventId) {
    EventStream.Sink sink =
        new EventStream.Sink() {
          @Override
          public void opened() {
            listener.connected();
          }

          @Override
          public boolean event(@Nullable String type, String data) {
            if ("build".equals(type)) {
              changed(listener, data);
            }
            return true;
          }

          @Override
          public boolean lost(Failure why) {
            listener.disconnected(why);
            return true;
          }
        };
    try {
      stream.read(lastEventId, id -> eventsRequest(id), sink);
    } catch (FailureException e) {
      if (!stream.isClosed()) {
        listener.disconnected(e.failure());
      }
    }
  }

  /** An event that cannot be read is passed over: asked for again it would be no better. */
  private static void changed(BuildListener listener, String data) {
    Build build;
    try {
      build = DimJson.mapper().readValue(data, Build.class);
    } catch (JsonProcessingException e) {
      LOG.warn("an event of {} characters tells of no build", data.length());
      return;
    }
    listener.changed(build);
  }

  private Request.Builder eventsRequest(@Nullable String lastId) {
    Request.Builder request = http.request(http.api("events"));
    return lastId == null ? request : request.header("Last-Event-ID", lastId);
  }

  @Override
  public void close() {
    http.close();
  }
}
