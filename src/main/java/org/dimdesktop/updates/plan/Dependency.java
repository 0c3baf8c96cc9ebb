package org.dimdesktop.updates.plan;

/**
 * A container that needs another one.
 *
 * @param consumer the id of the one that needs
 * @param supplier the id of the one that is needed
 */
public record Dependency(String consumer, String supplier, Kind kind) {
  /** What a container has of another. */
  public enum Kind {
    NETWORK(true, "uses the network of"),
    IPC(true, "uses the IPC namespace of"),
    PID(true, "uses the PID namespace of"),
    LINK(true, "is linked to"),
    VOLUMES(false, "uses the volumes of"),
    COMPOSE(false, "depends in compose on");

    private final boolean byId;
    private final String words;

    Kind(boolean byId, String words) {
      this.byId = byId;
      this.words = words;
    }

    /** Whether the engine knows the supplier by its id, so that the consumer must be made again. */
    public boolean isById() {
      return byId;
    }

    /** How a sentence says it. */
    public String words() {
      return words;
    }
  }
}
