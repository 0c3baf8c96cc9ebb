package org.dimdesktop.updates.check;

import java.time.Instant;
import java.util.Optional;
import org.dimdesktop.model.Digest;
import org.dimdesktop.task.Failure;
import org.dimdesktop.updates.check.Verdict.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What the engine alone says of a container.
 *
 * @param runs the image that it runs; null where the engine could not say
 * @param named the image that its name means on this engine by now; null for none
 * @param failure why the engine could not say
 */
record Seen(
    RunningContainer container,
    @Nullable LocalImage runs,
    @Nullable LocalImage named,
    @Nullable Failure failure) {

  /** What needs no registry to be known; empty when it is to be asked. */
  Optional<Verdict> verdict() {
    if (failure != null) {
      return Optional.of(failed(failure));
    }
    if (container.isPinned()) {
      return Optional.of(
          Verdict.of(
              Reason.PINNED,
              container.isPinnedByLabel()
                  ? "pinned by its label " + RunningContainer.PIN
                  : "pinned to a digest"));
    }
    if (runs == null || !runs.digests().isEmpty()) {
      return Optional.empty();
    }
    // Nothing that a registry has can be compared with it, but what is here can.
    return Optional.of(
        named != null && !named.id().equals(runs.id())
            ? Comparison.restart()
            : Comparison.local("it has no digest of its repository"));
  }

  static Verdict failed(Failure failure) {
    return Verdict.of(
        Reason.FAILED,
        "cannot " + failure.action() + " " + failure.subject() + ": " + failure.cause());
  }

  /** When the image that runs was built, where it says so. */
  Optional<Instant> built() {
    return Optional.ofNullable(runs).flatMap(LocalImage::built);
  }

  /** A digest of what runs: the registry's one, where it has several. */
  Optional<Digest> shown(@Nullable Remote remote) {
    if (runs == null) {
      return Optional.empty();
    }
    return remote != null && runs.digests().contains(remote.digest())
        ? Optional.of(remote.digest())
        : runs.digests().stream().findFirst();
  }
}
