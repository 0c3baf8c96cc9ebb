package org.dimdesktop.build;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears what a build prints, in order, on the thread that builds. */
@FunctionalInterface
public interface BuildEvents {
  /** Where a line came from; {@code SYSTEM} is the builder itself. */
  enum Stream {
    STDOUT,
    STDERR,
    SYSTEM
  }

  /** A line without its end, with the name of the step that printed it, where one did. */
  void line(Stream stream, @Nullable String step, String line);

  /** Steps that are new or have changed, told before the lines that speak of the change. */
  default void steps(List<StepState> changed) {}
}
