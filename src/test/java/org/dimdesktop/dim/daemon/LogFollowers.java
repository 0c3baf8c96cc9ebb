package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.dim.api.DimJson;

/**
 * Follow the logs of builds until the daemon is killed under them, and keep what they were told.
 */
final class LogFollowers implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, List<String>> told = new ConcurrentHashMap<>();
  private final URI daemon;
  private final String token;

  LogFollowers(CrashingDaemon daemon) {
    this.daemon = daemon.client().address();
    this.token = daemon.token();
  }

  void follow(String id) {
    List<String> lines = new CopyOnWriteArrayList<>();
    told.put(id, lines);
    io.execute(() -> read(id, lines));
  }

  private void read(String id, List<String> lines) {
    HttpRequest request =
        HttpRequest.newBuilder(daemon.resolve("/api/v1/builds/" + id + "/logs?follow=true"))
            .header("Authorization", "Bearer " + token)
            .build();
    try (var body = http.send(request, BodyHandlers.ofInputStream()).body();
        var in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode node = DimJson.mapper().readTree(line);
        if (node.has("seq")) {
          lines.add(
              StoredBuilds.line(
                  node.path("seq").asLong(),
                  node.path("stream").asText(),
                  node.path("line").asText()));
        }
      }
    } catch (JsonProcessingException e) {
      return; // the kill came in the middle of a line
    } catch (IOException e) {
      return; // the kill
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all have noticed the kill; a line that they were told must have been stored. */
  @Override
  public void close() {
    io.close();
    http.close();
  }

  void assertStored(String moment, StoredBuilds stored) {
    told.forEach((id, lines) -> {
      StoredBuilds.Row build = Objects.requireNonNull(stored.builds().get(id), moment);
      assertThat(build.lines())
          .as("%s, build %s", moment, id)
          .startsWith(lines.toArray(String[]::new));
    });
  }

  int lines() {
    return told.values().stream().mapToInt(List::size).sum();
  }
}
