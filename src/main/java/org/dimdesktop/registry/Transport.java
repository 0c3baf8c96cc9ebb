package org.dimdesktop.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One request and its response: interruptible, tried again when the other side asks to wait. */
final class Transport implements AutoCloseable {
  private static final String AGENT = "dim-desktop";

  private final Executor io;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable OkHttpClient http;

  Transport(Executor io) {
    this.io = io;
  }

  /**
   * Made with the first request: it reads the platform's certificates, which no start waits for.
   */
  private OkHttpClient http() {
    OkHttpClient made = http;
    if (made != null) {
      return made;
    }
    making.lock();
    try {
      made = http;
      if (made == null) {
        // Redirects are followed by hand: a client that does it may carry credentials along.
        made =
            new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(Duration.ofSeconds(15))
                .readTimeout(Duration.ofSeconds(60))
                .build();
        http = made;
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  /** Sends a request; every status is an answer. The caller closes the response. */
  Response send(Request request, String action, String subject) {
    for (int tries = 1; ; tries++) {
      Response response;
      try {
        response = once(request, null);
      } catch (IOException e) {
        throw RegistryErrors.failure(action, subject, request.url(), e);
      } catch (InterruptedException _) {
        throw Interrupts.cancelled(action, subject);
      }
      String retryAfter = response.header("Retry-After");
      Optional<Duration> delay =
          RetryPolicy.delay(response.code(), retryAfter == null ? "" : retryAfter, tries);
      if (delay.isEmpty()) {
        return response;
      }
      response.close();
      Interrupts.sleep(delay.get(), action, subject);
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
    Request complete =
        request
            .newBuilder()
            .header("User-Agent", AGENT)
            // Content is verified as it is stored, so nothing on the way may pack it.
            .header("Accept-Encoding", "identity")
            .build();
    Call call = http().newCall(complete);
    if (patience != null) {
      call.timeout().timeout(patience.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
    }
    CompletableFuture<Response> answer = new CompletableFuture<>();
    io.execute(() -> {
      try {
        Response response = call.execute();
        if (!answer.complete(response)) {
          response.close();
        }
      } catch (Throwable e) { // whatever it is, somebody waits for it
        answer.completeExceptionally(e);
      }
    });
    try {
      return answer.get();
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

  /** Drops idle connections; running requests end with a failure. */
  @Override
  public void close() {
    OkHttpClient made = http;
    if (made != null) {
      made.dispatcher().cancelAll();
      made.connectionPool().evictAll();
    }
  }
}
