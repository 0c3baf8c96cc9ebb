package org.dimdesktop.dim.daemon.store;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The signals of the store: one for the queue and events, and a fixed number shared by all builds.
 */
public final class Signals {
  private final Signal changes = new Signal();
  private final Signal[] builds = Stream.generate(Signal::new).limit(64).toArray(Signal[]::new);

  /** Raised at every status or phase change of any build. */
  public Signal changes() {
    return changes;
  }

  /** Raised at every new log line and status change of a build, and at times for another one. */
  public Signal ofBuild(String id) {
    return builds[Math.floorMod(id.hashCode(), builds.length)];
  }

  /** Wakes everyone, such as at the daemon's end. */
  public void raiseAll() {
    changes.raise();
    Arrays.stream(builds).forEach(Signal::raise);
  }
}
