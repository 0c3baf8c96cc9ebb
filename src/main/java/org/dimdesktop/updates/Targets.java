package org.dimdesktop.updates;

import java.util.List;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.Status;
import org.dimdesktop.updates.check.Verdict;
import org.dimdesktop.updates.plan.Target;

/** What the containers of a check are brought to. */
final class Targets {
  static final String ACTION = "update the container";

  private Targets() {}

  /**
   * A container that is behind.
   *
   * @throws FailureException NotFound when the check has not seen it, Conflict when it is not
   */
  static ContainerUpdate outdated(CheckReport report, String container) {
    ContainerUpdate update =
        report
            .find(container)
            .orElseThrow(() ->
                new FailureException(
                    new Failure.NotFound(
                        ACTION, container, "no running container has this name or id")));
    if (update.verdict().status() != Status.OUTDATED) {
      throw new FailureException(
          new Failure.Conflict(
              ACTION,
              container,
              "it is " + update.verdict().status().wire() + ": " + update.verdict().detail(),
              List.of()));
    }
    return update;
  }

  static Target of(CheckReport report, ContainerUpdate update) {
    if (update.verdict().reason() == Verdict.Reason.RESTART) {
      return new Target(update.container().image(), null);
    }
    return new Target(
        update.container().image(),
        report.groups().stream()
            .filter(g -> g.image().equals(update.container().image()))
            .findFirst()
            .flatMap(ImageGroup::remoteDigest)
            .orElseThrow());
  }
}
