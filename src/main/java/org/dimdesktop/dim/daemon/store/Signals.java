package org.dimdesktop.dim.daemon.store;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The signals of the store: one for the queue and events, one for cancels, and a fixed number
 * shared by all builds. Each is raised for this daemon's own changes and, on a shared database, for
 * those of others.
 */
public final class Signals {
  private static final char STATUS = 's';
  private static final char LOG = 'l';
  private static final char CANCEL = 'c';

  private final Signal changes = new Signal();
  private final Signal cancels = new Signal();
  private final Signal[] builds = Stream.generate(Signal::new).limit(64).toArray(Signal[]::new);

  /** Raised at every status or phase change of any build. */
  public Signal changes() {
    return changes;
  }

  /** Raised when any daemon was asked to cancel a build that another one runs. */
  public Signal cancels() {
    return cancels;
  }

  /** Raised at every new log line and status change of a build, and at times for another one. */
  public Signal ofBuild(String id) {
    return builds[Math.floorMod(id.hashCode(), builds.length)];
  }

  /** The notice that a build's status or phase has changed. */
  static String status(String id) {
    return STATUS + id;
  }

  /** The notice that a build's log has grown. */
  static String log(String id) {
    return LOG + id;
  }

  /** The notice that somebody wants a build stopped. */
  static String cancel(String id) {
    return CANCEL + id;
  }

  /** Raises what a notice is about; one that a later version sends is ignored. */
  void hear(String notice) {
    if (notice.length() < 2) {
      return;
    }
    String id = notice.substring(1);
    switch (notice.charAt(0)) {
      case STATUS -> {
        ofBuild(id).raise();
        changes.raise();
      }
      case LOG -> ofBuild(id).raise();
      case CANCEL -> cancels.raise();
      default -> {}
    }
  }

  /** Wakes everyone, such as at the daemon's end. */
  public void raiseAll() {
    changes.raise();
    cancels.raise();
    Arrays.stream(builds).forEach(Signal::raise);
  }
}
