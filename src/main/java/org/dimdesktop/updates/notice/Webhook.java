package org.dimdesktop.updates.notice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Waits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts notices as JSON, whose field {@code text} chat services show. The address may hold a
 * secret: nothing but its host is ever told.
 */
public final class Webhook implements Consumer<Notice>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int TRIES = 3;
  private static final int FIRST_ERROR = 300;
  private static final int ITS_OWN_ERROR = 500;

  private final URI address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** One after the other, so that they arrive in their order. */
  private final ExecutorService work = Executors.newSingleThreadExecutor();

  /**
   * Posts to an address.
   *
   * @throws IllegalArgumentException when it is no address of HTTP; the text does not repeat it
   */
  public Webhook(String address) {
    URI uri;
    try {
      uri = URI.create(address.strip());
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("the address of the notifications is no URL");
    }
    if (uri.getHost() == null || !("https".equals(uri.getScheme()) || isHttp(uri))) {
      throw new IllegalArgumentException(
          "the address of the notifications is not such as https://host/path");
    }
    this.address = uri;
  }

  private static boolean isHttp(URI uri) {
    return "http".equals(uri.getScheme());
  }

  /** Returns at once; what cannot be delivered after some tries is logged. */
  @Override
  public void accept(Notice notice) {
    work.execute(() -> deliver(notice));
  }

  private void deliver(Notice notice) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json(notice).toString()))
            .build();
    String wrong = "";
    try {
      for (int i = 0; i < TRIES; i++) {
        if (i > 0) {
          Waits.pause(PAUSE, "notify", String.valueOf(address.getHost()));
        }
        int status = send(request);
        if (status > 0 && status < FIRST_ERROR) {
          return;
        }
        wrong = status == 0 ? "it does not answer" : "it answered with status " + status;
        if (status > 0 && status < ITS_OWN_ERROR) {
          break;
        }
      }
    } catch (FailureException | InterruptedException _) {
      wrong = "the program ends";
    }
    LOG.warn("{} was not told that {}: {}", address.getHost(), notice.text(), wrong);
  }

  /** The status of the answer; 0 for none. */
  private int send(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    }
  }

  private static ObjectNode json(Notice notice) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("text", notice.text()).put("event", notice.kind().wire());
    notice.containers().forEach(json.putArray("containers")::add);
    return json.put("time", notice.at().toString());
  }

  /** Waits a little for what is still to be told. */
  @Override
  public void close() {
    work.shutdown();
    try {
      var _ = work.awaitTermination(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    work.shutdownNow();
    http.shutdownNow();
  }
}
