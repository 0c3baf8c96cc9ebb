package org.dimdesktop.ui.updates;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.dimdesktop.updates.api.AutoToggles;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.Status;
import org.dimdesktop.updates.check.Verdict.Reason;

/**
 * What a check found, and what was chosen for the containers in it.
 *
 * @param automatic the names of those that are updated on their own
 */
record Checked(CheckReport report, Set<String> automatic) {
  Checked {
    automatic = Set.copyOf(automatic);
  }

  static Checked of(CheckReport report, AutoToggles toggles) {
    Set<String> automatic = new HashSet<>();
    report.groups().stream()
        .flatMap(group -> group.containers().stream())
        .map(ContainerUpdate::container)
        .filter(toggles::isOn)
        .forEach(container -> automatic.add(container.name()));
    return new Checked(report, automatic);
  }

  /** The same after a container was switched. */
  Checked with(String name, boolean on) {
    Set<String> next = new HashSet<>(automatic);
    boolean _ = on ? next.add(name) : next.remove(name);
    return new Checked(report, next);
  }

  long outdated() {
    return report.groups().stream()
        .flatMap(group -> group.containers().stream())
        .filter(c -> c.verdict().status() == Status.OUTDATED)
        .count();
  }

  /** What other lists may know of it. */
  OutdatedMarks.Behind behind() {
    Map<String, String> containers = new HashMap<>();
    Map<OutdatedMarks.Named, String> images = new HashMap<>();
    for (var group : report.groups()) {
      for (ContainerUpdate update : group.containers()) {
        if (update.verdict().status() == Status.OUTDATED) {
          containers.put(update.container().id(), update.verdict().detail());
          if (update.verdict().reason() != Reason.RESTART) {
            // The name of what must only be renewed means the newer image here already.
            images.put(
                new OutdatedMarks.Named(update.container().imageId(), group.name()),
                update.verdict().detail());
          }
        }
      }
    }
    return new OutdatedMarks.Behind(containers, images);
  }

  Optional<ContainerUpdate> find(String name) {
    return report.find(name);
  }
}
