package org.dimdesktop.engine.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * Containers as the engine's own JSON, for those who must not lose a field that no typed model
 * knows. Every method blocks and throws {@link FailureException} only. Thread-safe.
 */
public final class RawContainers {
  private final EngineHttp http;

  /** Works on the engine behind {@code http}. */
  public RawContainers(EngineHttp http) {
    this.http = http;
  }

  /** The API version that requests are made with. */
  public String apiVersion() {
    return http.apiVersion();
  }

  /** The engine's list, stopped containers too where {@code all} is set. */
  public JsonNode list(boolean all) {
    return http.execute(
            EngineRequest.get("containers/json", "list the containers of", "the engine")
                .withQuery("all", all))
        .json();
  }

  /** The engine's whole description of a container, by id or name; empty when there is none. */
  public Optional<ObjectNode> inspect(String container) {
    try {
      return Optional.of(
          (ObjectNode)
              http.execute(
                      EngineRequest.get(
                          path(container, "json"), "inspect the container", container))
                  .json());
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.NotFound) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** How many bytes a container has written outside of its volumes; its engine counts them now. */
  public long writtenBytes(String container) {
    return http.execute(
            EngineRequest.get(path(container, "json"), "measure the container", container)
                .withQuery("size", true))
        .json()
        .path("SizeRw")
        .asLong();
  }

  /** Makes a container of a whole create body and returns its id; it does not run yet. */
  public String create(String name, JsonNode body) {
    return http.execute(
            EngineRequest.post(
                    "containers/create",
                    "create the container",
                    name + " from " + body.path("Image").asText())
                .withQuery("name", name)
                .withJson(body))
        .json()
        .path("Id")
        .asText();
  }

  /** Sets a container's restart policy, running or not. */
  public void setRestartPolicy(String container, JsonNode policy) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("RestartPolicy", policy);
    var _ =
        http.execute(
                EngineRequest.post(
                        path(container, "update"), "set the restart policy of", container)
                    .withJson(body))
            .json();
  }

  /** Joins a container to a network, with the endpoint's settings. */
  public void connect(String network, String container, JsonNode endpoint) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("Container", container);
    body.set("EndpointConfig", endpoint);
    var _ =
        http.execute(
                EngineRequest.post(
                        "networks/" + network + "/connect", "connect " + container + " to", network)
                    .withJson(body))
            .json();
  }

  /** Takes a container off a network. */
  public void disconnect(String network, String container) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("Container", container).put("Force", false);
    var _ =
        http.execute(
                EngineRequest.post(
                        "networks/" + network + "/disconnect",
                        "disconnect " + container + " from",
                        network)
                    .withJson(body))
            .json();
  }

  /** The id that tells this engine from all others. */
  public String engineId() {
    return engineInfo().path("ID").asText();
  }

  /** What the engine says of itself: {@code GET /info}. */
  public JsonNode engineInfo() {
    return http.execute(EngineRequest.get("info", "read the description of", "the engine")).json();
  }

  private static String path(String container, String verb) {
    return "containers/" + container.replace("/", "%2F") + "/" + verb;
  }
}
