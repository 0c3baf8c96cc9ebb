package org.dimdesktop.engine.container;

import java.util.List;
import java.util.Map;

/**
 * A container to be made.
 *
 * @param image the image's name or id
 * @param name the container's name, or empty for one of the engine's choice
 * @param command replaces the image's command unless empty
 * @param entrypoint replaces the image's entry point unless empty
 * @param environment variables by name
 * @param ports what is published
 * @param binds {@code source:target[:options]}, the source a folder of the host or a volume's name
 * @param restart {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure[:n]}
 * @param remove removes the container when it ends
 * @param tty gives it a terminal
 */
public record RunSpec(
    String image,
    String name,
    List<String> command,
    List<String> entrypoint,
    Map<String, String> environment,
    List<PortMapping> ports,
    List<String> binds,
    String restart,
    boolean remove,
    boolean tty,
    Map<String, String> labels) {
  public RunSpec {
    command = List.copyOf(command);
    entrypoint = List.copyOf(entrypoint);
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
    binds = List.copyOf(binds);
    labels = Map.copyOf(labels);
  }

  /** A container of an image with nothing but a command. */
  public static RunSpec of(String image, String... command) {
    return new RunSpec(
        image,
        "",
        List.of(command),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        "no",
        false,
        false,
        Map.of());
  }
}
