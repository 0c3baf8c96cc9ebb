package org.dimdesktop.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** One request and its response: interruptible, tried again when the other side asks to wait. */
final class Transport implements AutoCloseable {
  private static final String AGENT = "dim-desktop";
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

  private final Clients clients;
  private final Executor io;

  Transport(Clients clients, Executor io) {
    this.clients = clients;
    this.io = io;
  }

  /** Sends a request; every status is an answer. The caller closes the response. */
  Response send(Request request, String action, String subject) {
    return send(request, action, subject, false);
  }

  /**
   * The same.
   *
   * @param awaited whether an interrupt waits for the answer, a short while: a request that opens
   *     something at the other side must not be left before it is known what
   */
  Response send(Request request, String action, String subject, boolean awaited) {
    for (int tries = 1; ; tries++) {
      Response response;
      try {
        response = once(request, null, awaited);
      } catch (IOException e) {
        throw clients.failure(action, subject, request.url(), e);
      } catch (InterruptedException _) {
        throw Interrupts.cancelled(action, subject);
      }
      if (request.body() != null && request.body().isOneShot()) {
        return response;
      }
      String retryAfter = response.header("Retry-After");
      Optional<Duration> delay =
          RetryPolicy.delay(response.code(), retryAfter == null ? "" : retryAfter, tries);
      if (delay.isEmpty()) {
        return response;
      }
      response.close();
      if (retryAfter == null) {
        Pauses.beforeRetry(delay.get(), action, subject);
      } else {
        Pauses.asked(delay.get(), action, subject);
      }
    }
  }

  /** Sends a request and reads the whole answer. */
  Reply read(Request request, String action, String subject) {
    return Reply.read(send(request, action, subject), action, subject);
  }

  /**
   * Sends a request once.
   *
   * @param patience how long the whole call may take, or null for the usual limits
   */
  Response once(Request request, @Nullable Duration patience)
      throws IOException, InterruptedException {
    return once(request, patience, false);
  }

  private Response once(Request request, @Nullable Duration patience, boolean awaited)
      throws IOException, InterruptedException {
    Request complete =
        request
            .newBuilder()
            .header("User-Agent", AGENT)
            // Content is verified as it is stored, so nothing on the way may pack it.
            .header("Accept-Encoding", "identity")
            .build();
    Call call = clients.of(complete).newCall(complete);
    if (patience != null) {
      call.timeout().timeout(patience.toNanos(), TimeUnit.NANOSECONDS);
    }
    CompletableFuture<Response> answer = new CompletableFuture<>();
    Runnable sending =
        () -> {
          try {
            Response response = awaited ? inMemory(call.execute()) : call.execute();
            if (!answer.complete(response)) {
              response.close();
            }
          } catch (Throwable e) { // whatever it is, somebody waits for it
            answer.completeExceptionally(e);
          }
        };
    io.execute(Pauses.carried(sending));
    try {
      return awaited ? getInSpiteOfInterrupt(answer) : answer.get();
    } catch (InterruptedException e) {
      answer.cancel(false);
      call.cancel();
      var _ = answer.thenAccept(Response::close);
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** A thread that is interrupted could not read the body from the line any more. */
  private static Response inMemory(Response response) throws IOException {
    ResponseBody body = response.body();
    return response
        .newBuilder()
        .body(ResponseBody.create(body.bytes(), body.contentType()))
        .build();
  }

  private static Response getInSpiteOfInterrupt(CompletableFuture<Response> answer)
      throws ExecutionException, InterruptedException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      try {
        Response response = answer.get(AFTER_INTERRUPT.toMillis(), TimeUnit.MILLISECONDS);
        Thread.currentThread().interrupt();
        return response;
      } catch (TimeoutException _) {
        throw e;
      }
    }
  }

  /** The failure that an exchange which broke off stands for. */
  FailureException failure(String action, String subject, HttpUrl url, IOException e) {
    return clients.failure(action, subject, url, e);
  }

  /** Drops idle connections; running requests end with a failure. */
  @Override
  public void close() {
    clients.close();
  }
}
