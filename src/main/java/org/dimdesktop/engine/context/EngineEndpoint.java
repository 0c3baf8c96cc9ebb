package org.dimdesktop.engine.context;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One engine that can be connected to.
 *
 * @param name the context's name; {@code default} for DOCKER_HOST and the platform's socket
 * @param source why it was chosen or where it was found, for a person: {@code currentContext of
 *     /home/me/.docker/config.json}
 * @param host {@code unix:///path}, {@code tcp://host:port} or another scheme of the docker CLI
 * @param tls the TLS material, or null where the connection is not encrypted
 * @param description the words its owner gave the context, or empty
 */
public record EngineEndpoint(
    String name, String source, URI host, @Nullable TlsMaterial tls, String description) {
  /** An endpoint without TLS that was given by its address alone. */
  public static EngineEndpoint of(String host) {
    return new EngineEndpoint("default", "given address", URI.create(host), null, "");
  }
}
