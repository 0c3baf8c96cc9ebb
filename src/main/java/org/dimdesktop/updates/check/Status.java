package org.dimdesktop.updates.check;

import java.util.Collection;
import java.util.Locale;

/** How a container, or a group of those with one image, stands to the registry. */
public enum Status {
  UPTODATE,
  OUTDATED,
  /** Of a group alone: some of its containers are outdated, others are not. */
  PARTIAL,
  /** It could not be found out; never a guess. */
  UNKNOWN;

  /** The status of a group of containers with these. */
  public static Status ofGroup(Collection<Status> members) {
    long outdated = members.stream().filter(s -> s == OUTDATED).count();
    if (outdated > 0) {
      return outdated == members.size() ? OUTDATED : PARTIAL;
    }
    return members.contains(UNKNOWN) || members.isEmpty() ? UNKNOWN : UPTODATE;
  }

  /** As the HTTP API writes it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
