package org.dimdesktop.dim.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a daemon's server-sent events on the calling thread and asks again whenever the stream is
 * cut, from the last id seen. A daemon that says nothing for three heartbeats counts as gone.
 */
final class EventStream implements AutoCloseable {
  /** Takes what comes. */
  interface Sink {
    /** A stream has opened. */
    default void opened() {}

    /** An event; false ends the reading. */
    boolean event(@Nullable String type, String data) throws IOException;

    /** The stream was cut or could not be opened; false gives up. */
    boolean lost(Failure why);
  }

  private static final String EVENTS = "text/event-stream";
  private static final Duration SILENCE = Duration.ofSeconds(45);
  private static final Duration MIN_PAUSE = Duration.ofMillis(200);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

  private final DimHttp http;
  private final String action;
  private final String subject;
  private final AtomicReference<@Nullable Call> current = new AtomicReference<>();
  private volatile boolean closed;

  EventStream(DimHttp http, String action, String subject) {
    this.http = http;
    this.action = action;
    this.subject = subject;
  }

  /**
   * Reads until the sink has enough, or this is closed, or the thread is interrupted.
   *
   * @param request makes the next request from the last event's id
   * @throws FailureException on an answer that asking again would not change, or a cancel
   */
  void read(
      @Nullable String firstId, Function<@Nullable String, Request.Builder> request, Sink sink) {
    Reader reader = new Reader(sink, firstId);
    Duration pause = MIN_PAUSE;
    while (true) {
      FailureException cut = once(request.apply(reader.lastId), reader);
      if (reader.enough) {
        return;
      }
      if (closed || Thread.currentThread().isInterrupted()) {
        throw new FailureException(new Failure.Cancelled(action, subject, "it was cancelled"));
      }
      if (isFinal(cut.failure()) || !sink.lost(cut.failure())) {
        throw cut;
      }
      pause = reader.heard ? MIN_PAUSE : min(pause.multipliedBy(2), MAX_PAUSE);
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private FailureException once(Request.Builder request, Reader reader) {
    reader.heard = false;
    Call call = http.stream(request.header("Accept", EVENTS), SILENCE);
    current.set(call);
    if (closed) {
      call.cancel();
    }
    try (Response response = call.execute()) {
      if (!response.isSuccessful()) {
        return ApiFailures.ofAnswer(action, subject, response);
      }
      String type = response.header("Content-Type");
      if (type == null || !type.startsWith(EVENTS)) {
        throw new IOException("the answer is no stream of events");
      }
      reader.read(response.body().byteStream());
      throw new IOException("the stream ended");
    } catch (IOException e) {
      return ApiFailures.ofConnection(action, subject, e, closed);
    } finally {
      current.set(null);
    }
  }

  private static boolean isFinal(Failure failure) {
    return !(failure instanceof Failure.Unreachable
        || failure instanceof Failure.Broken
        || failure instanceof Failure.RateLimited);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    Call call = current.get();
    if (call != null) {
      call.cancel();
    }
  }

  private static final class Reader {
    private final Sink sink;
    private @Nullable String lastId;
    private boolean heard;
    private boolean enough;

    Reader(Sink sink, @Nullable String lastId) {
      this.sink = sink;
      this.lastId = lastId;
    }

    void read(InputStream body) throws IOException {
      heard = true;
      sink.opened();
      SseReader events = new SseReader(body);
      SseReader.Event event = events.next();
      while (event != null) {
        enough = !sink.event(event.type(), event.data());
        lastId = event.id() == null ? lastId : event.id();
        event = enough ? null : events.next();
      }
    }
  }
}
