package org.dimdesktop.dim.daemon.queue;

import java.util.List;
import java.util.Locale;
import org.dimdesktop.build.BuildEvents;
import org.dimdesktop.build.StepState;
import org.dimdesktop.dim.api.BuildStep;
import org.dimdesktop.dim.api.LogStream;
import org.dimdesktop.dim.daemon.secret.Masker;
import org.dimdesktop.dim.daemon.store.StepStore;
import org.jspecify.annotations.Nullable;

/** Writes down what a running build tells: its lines and its steps, with secrets masked. */
final class BuildRecord implements BuildEvents {
  private static final int MAX_TEXT = 8_000;

  private final String buildId;
  private final BuildLog log;
  private final StepStore steps;
  private final Masker masker;

  BuildRecord(String buildId, BuildLog log, StepStore steps, Masker masker) {
    this.buildId = buildId;
    this.log = log;
    this.steps = steps;
    this.masker = masker;
  }

  /** A line of the daemon itself. */
  void system(String line) {
    log.system(line);
  }

  @Override
  public void line(Stream stream, @Nullable String step, String line) {
    log.append(LogStream.valueOf(stream.name().toUpperCase(Locale.ROOT)), step, line);
  }

  @Override
  public void steps(List<StepState> changed) {
    steps.put(buildId, changed.stream().map(this::step).toList());
  }

  private BuildStep step(StepState state) {
    return new BuildStep(
        state.number(),
        BuildLog.printable(masker.mask(state.name())),
        state.started(),
        state.completed(),
        state.cached(),
        text(state.error()),
        state.line(),
        text(state.source()));
  }

  private @Nullable String text(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String masked = masker.mask(text); // before it is cut: half a secret would not be found
    return BuildLog.printable(
        masked.length() <= MAX_TEXT ? masked : masked.substring(0, MAX_TEXT) + "…");
  }
}
