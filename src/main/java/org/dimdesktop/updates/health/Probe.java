package org.dimdesktop.updates.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * What a new container must answer to be taken for well: {@code http://:8080/health}, {@code
 * tcp://:5432}. Without a host, the port is the container's own.
 *
 * @param host where to ask; empty for the container
 * @param path of HTTP; empty for TCP
 */
public record Probe(String host, int port, String path) {
  /** The label of a container, or of its image, that has a probe. */
  public static final String LABEL = "org.dimdesktop.updates.probe";

  private static final Pattern FORM =
      Pattern.compile("(http|tcp)://([\\w.-]*|\\[[0-9a-fA-F:]+]):(\\d{1,5})(/\\S*)?");
  private static final int MAX_PORT = 65_535;

  /**
   * Parses one.
   *
   * @throws IllegalArgumentException naming the text
   */
  public static Probe parse(String text) {
    Matcher m = FORM.matcher(text);
    boolean fits = m.matches() && (m.group(1).equals("http") || m.group(4) == null);
    int port = fits ? Integer.parseInt(m.group(3)) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("not such as http://:8080/health or tcp://:5432: " + text);
    }
    String path = m.group(4) == null ? "/" : m.group(4);
    return new Probe(m.group(2), port, m.group(1).equals("tcp") ? "" : path);
  }

  /**
   * The probe of a container that its labels name.
   *
   * @throws FailureException Invalid when it is none
   */
  public static Optional<Probe> of(String name, JsonNode inspect) {
    String text = inspect.path("Config").path("Labels").path(LABEL).asText("");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      throw new FailureException(
          new Failure.Invalid(
              "update", name, "its label " + LABEL + " is " + e.getMessage(), LABEL),
          e);
    }
  }

  /**
   * Where it asks, as {@code host} and {@code port}: a published port of the container on its
   * engine's host, else the container's own address; empty where it has none yet.
   */
  Optional<Map.Entry<String, Integer>> target(JsonNode inspect, String engineHost) {
    if (!host.isEmpty()) {
      return Optional.of(Map.entry(host, port));
    }
    if (inspect.path("HostConfig").path("NetworkMode").asText().equals("host")) {
      return Optional.of(Map.entry(engineHost, port));
    }
    JsonNode settings = inspect.path("NetworkSettings");
    JsonNode published = settings.path("Ports").path(port + "/tcp").path(0);
    if (published.has("HostPort")) {
      String ip = published.path("HostIp").asText("");
      boolean any = ip.isEmpty() || ip.equals("0.0.0.0") || ip.equals("::");
      return Optional.of(
          Map.entry(
              any ? engineHost : ip, Integer.parseInt(published.path("HostPort").asText("0"))));
    }
    for (JsonNode network : settings.path("Networks")) {
      String ip = network.path("IPAddress").asText("");
      if (!ip.isEmpty()) {
        return Optional.of(Map.entry(ip, port));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return (path.isEmpty() ? "tcp://" : "http://") + host + ":" + port + path;
  }
}
