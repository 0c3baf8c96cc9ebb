package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.dimdesktop.build.BuilderPool;
import org.dimdesktop.build.ImageBuilder;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.daemon.http.StreamTimes;

/** A daemon on a free port with a client that speaks plain HTTP to it. */
final class DaemonFixture implements AutoCloseable {
  final HttpClient http = HttpClient.newHttpClient();
  final DimDaemon daemon;

  DaemonFixture(DimDaemon daemon) {
    this.daemon = daemon;
  }

  static DaemonFixture start(Path data, ImageBuilder builder) {
    return start(config(data, 2, 50, Duration.ofMinutes(5)), builder);
  }

  static DaemonFixture start(DaemonConfig config, ImageBuilder builder) {
    return new DaemonFixture(DimDaemon.start(config, () -> builder, "test"));
  }

  static DaemonFixture start(Path data, ImageBuilder builder, StreamTimes streams) {
    DaemonConfig config = config(data, 2, 50, Duration.ofMinutes(5));
    return new DaemonFixture(
        DimDaemon.start(config, new BuilderPool(List.of(builder)), "test", streams));
  }

  static DaemonConfig config(Path data, int concurrency, int queueSize, Duration timeout) {
    return config(data, concurrency, queueSize, timeout, StorageConfig.DEFAULT);
  }

  static DaemonConfig config(
      Path data, int concurrency, int queueSize, Duration timeout, StorageConfig storage) {
    return new DaemonConfig(
        "127.0.0.1",
        0,
        false,
        data,
        concurrency,
        queueSize,
        timeout,
        Duration.ofMillis(100),
        false,
        "tester",
        false,
        List.of(),
        storage,
        null);
  }

  String token() {
    return daemon.bootstrapToken();
  }

  HttpRequest.Builder request(String path) {
    String full = path.startsWith("//") ? path.substring(1) : "/api/v1" + path;
    return HttpRequest.newBuilder(URI.create(daemon.address() + full))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  HttpResponse<String> send(String method, String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build());
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return DimJson.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asserts an error of the API's table. */
  static void assertError(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).path("error").path("code").asText()).isEqualTo(code);
    assertThat(json(response).path("error").path("message").asText()).isNotBlank();
  }

  void anonymous(String type, String host) {
    assertThat(send("PUT", "/credentials/" + type + "/" + host, "{\"kind\":\"anonymous\"}"))
        .returns(200, HttpResponse::statusCode);
  }

  void basic(String type, String host, String user, String secret) {
    String body =
        DimJson.mapper()
            .createObjectNode()
            .put("kind", "basic")
            .put("username", user)
            .put("secret", secret)
            .toString();
    assertThat(send("PUT", "/credentials/" + type + "/" + host, body))
        .returns(200, HttpResponse::statusCode);
  }

  static String submission(URI repo, String ref, String image, String tag) {
    return DimJson.mapper()
        .createObjectNode()
        .put("repo", repo.toString())
        .put("ref", ref)
        .put("image", image)
        .put("tag", tag)
        .toString();
  }

  /** Submits and returns the id. */
  String submit(URI repo, String ref, String image, String tag) {
    HttpResponse<String> answer = send("POST", "/builds", submission(repo, ref, image, tag));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  Build build(String id) {
    try {
      return DimJson.mapper().readValue(get("/builds/" + id).body(), Build.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Build awaitEnd(String id) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> build(id), b -> b.status().isEnd());
  }

  List<String> log(String id) {
    return get("/builds/" + id + "/logs")
        .body()
        .lines()
        .map(line -> json(line).path("line").asText())
        .toList();
  }

  @Override
  public void close() {
    daemon.close();
    http.close();
  }
}
