package org.dimdesktop.dim.api;

import java.util.List;

/** The steps of a build, in the order of their numbers. */
public record StepList(List<BuildStep> steps) {
  public StepList {
    steps = steps == null ? List.of() : List.copyOf(steps);
  }
}
