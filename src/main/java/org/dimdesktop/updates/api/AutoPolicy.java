package org.dimdesktop.updates.api;

import java.time.Clock;
import java.time.Duration;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.Status;
import org.jspecify.annotations.Nullable;

/**
 * Which containers are updated on their own: those whose toggle, or else whose label says so; of
 * those about which nothing is said, the ones whose image is too old.
 *
 * @param maxAge how old the image of a container that is behind may be; null for any age
 */
record AutoPolicy(AutoToggles toggles, @Nullable Duration maxAge, Clock clock) {
  boolean wants(ContainerUpdate update) {
    return update.verdict().status() == Status.OUTDATED
        && toggles.said(update.container()).orElseGet(() -> isTooOld(update));
  }

  private boolean isTooOld(ContainerUpdate update) {
    Duration limit = maxAge;
    return limit != null
        && update.built().map(built -> built.plus(limit).isBefore(clock.instant())).orElse(false);
  }
}
