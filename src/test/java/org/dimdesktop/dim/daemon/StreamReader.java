package org.dimdesktop.dim.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the daemon's streams over many short connections, each going on where one was dropped. */
final class StreamReader {
  /** An event of SSE; the id is empty where none was sent. */
  record Event(String id, String name, JsonNode data) {}

  private final DaemonFixture daemon;
  private final int perConnection;

  /** Drops every connection after so many lines or events. */
  StreamReader(DaemonFixture daemon, int perConnection) {
    this.daemon = daemon;
    this.perConnection = perConnection;
  }

  /** Events, resumed by {@code Last-Event-ID}, up to and with the {@code last} one. */
  List<Event> events(String path, String afterId, Predicate<Event> last) {
    List<Event> all = new ArrayList<>();
    String lastId = afterId;
    while (all.isEmpty() || !last.test(all.getLast())) {
      HttpRequest.Builder request = daemon.request(path).header("Accept", "text/event-stream");
      if (!lastId.isEmpty()) {
        request.header("Last-Event-ID", lastId);
      }
      try (BufferedReader in = open(request)) {
        for (int i = 0; i < perConnection; i++) {
          Event event = next(in);
          all.add(event);
          lastId = event.id();
          if (last.test(event)) {
            break;
          }
        }
      } catch (IOException e) {
        throw new AssertionError("the stream broke after event " + lastId, e);
      }
    }
    return all;
  }

  /** A build's log as NDJSON, resumed by {@code from_seq}; the last node is the final status. */
  List<JsonNode> follow(String id) {
    List<JsonNode> all = new ArrayList<>();
    long from = 1;
    while (all.isEmpty() || !all.getLast().has("final_status")) {
      String path = "/builds/" + id + "/logs?follow=true&from_seq=" + from;
      try (BufferedReader in = open(daemon.request(path))) {
        for (int i = 0; i < perConnection; i++) {
          JsonNode node = DaemonFixture.json(line(in));
          all.add(node);
          if (node.has("final_status")) {
            break;
          }
          from = node.path("seq").asLong() + 1;
        }
      } catch (IOException e) {
        throw new AssertionError("the stream broke before line " + from, e);
      }
    }
    return all;
  }

  private static Event next(BufferedReader in) throws IOException {
    String id = "";
    String name = "";
    while (true) {
      String line = line(in);
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        return new Event(id, name, DaemonFixture.json(line.substring(6)));
      }
    }
  }

  private static String line(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("the daemon ended the stream");
    }
    return line;
  }

  private BufferedReader open(HttpRequest.Builder request) throws IOException {
    try {
      InputStream body = daemon.http.send(request.build(), BodyHandlers.ofInputStream()).body();
      return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
