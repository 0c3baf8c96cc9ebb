package org.dimdesktop.updates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dimdesktop.updates.api.QuietHours;
import org.dimdesktop.updates.api.UpdateDesk;
import org.dimdesktop.updates.api.UpdatesServer;
import org.dimdesktop.updates.notice.Notice;
import org.jspecify.annotations.Nullable;

/** The HTTP API on a stand's engine, and a client. */
final class ServedUpdates implements AutoCloseable {
  private final UpdateDesk desk;
  private final UpdatesServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  final String base;
  String cookie = "";

  ServedUpdates(
      UpdateStand stand,
      Path folder,
      UpdateDesk.Settings settings,
      UpdatesServer.@Nullable Login login,
      Consumer<Notice> notices) {
    desk = new UpdateDesk(stand.updates, folder, settings, Clock.systemUTC(), notices);
    server = new UpdatesServer(desk, login, List.of(), Clock.systemUTC());
    base = "http://127.0.0.1:" + server.start("127.0.0.1", 0);
    desk.start();
  }

  static UpdateDesk.Settings seldom() {
    return every(Duration.ofHours(1), null);
  }

  static UpdateDesk.Settings every(Duration every, @Nullable Duration maxAge) {
    return new UpdateDesk.Settings(every, QuietHours.NONE, maxAge, UpdateStand.QUICK);
  }

  HttpResponse<String> send(String method, String path, String body) {
    try {
      return http.send(request(method, path, body).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, BodyPublishers.ofString(body));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  /** The lines of a stream, as they come. */
  Stream<String> lines(String path, String lastEvent) {
    HttpRequest.Builder request = request("GET", path, "");
    if (!lastEvent.isEmpty()) {
      request.header("Last-Event-ID", lastEvent);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofLines()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  String said(String method, String path) {
    HttpResponse<String> answer = send(method, path, "");
    return answer.statusCode() + " " + answer.body();
  }

  @Override
  public void close() {
    server.close();
    desk.close();
    http.close();
  }
}
