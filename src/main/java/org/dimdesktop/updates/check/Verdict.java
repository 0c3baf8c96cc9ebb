package org.dimdesktop.updates.check;

/**
 * What was found out about one container.
 *
 * @param reason why it has its status
 * @param detail the reason as a sentence for a person
 */
public record Verdict(Status status, Reason reason, String detail) {
  /** Why a container has its status. */
  public enum Reason {
    /** It runs what the registry has. */
    CURRENT(Status.UPTODATE),
    /** The registry's index is another, but what it has for this platform is what runs. */
    INDEX_MOVED(Status.UPTODATE),
    /** It names its image by digest, or a label says that it is to stay: it is not asked for. */
    PINNED(Status.UPTODATE),
    /** The registry has another image. */
    NEWER(Status.OUTDATED),
    /** The newer image is here already: nothing is to be pulled, the container is to be renewed. */
    RESTART(Status.OUTDATED),
    /** The image was built here, or is gone from the registry. */
    LOCAL(Status.UNKNOWN),
    /** The registry has nothing for the platform that the container runs on. */
    NO_PLATFORM(Status.UNKNOWN),
    /** Something went wrong. */
    FAILED(Status.UNKNOWN);

    private final Status status;

    Reason(Status status) {
      this.status = status;
    }
  }

  static Verdict of(Reason reason, String detail) {
    return new Verdict(reason.status, reason, detail);
  }
}
