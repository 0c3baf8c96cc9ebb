package org.dimdesktop.dim.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of builds, newest first.
 *
 * @param nextCursor where the next page begins, null on the last one
 */
public record BuildPage(List<Build> builds, @Nullable String nextCursor) {
  public BuildPage {
    builds = List.copyOf(builds);
  }
}
