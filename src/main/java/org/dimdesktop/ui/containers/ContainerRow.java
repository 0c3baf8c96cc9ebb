package org.dimdesktop.ui.containers;

import java.util.Comparator;
import java.util.stream.Collectors;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.engine.container.PortMapping;
import org.dimdesktop.ui.common.Strings;

/**
 * One line of the list.
 *
 * @param pending what has been asked of the container and is not done yet, or empty
 * @param behind why it is known to be behind its registry, or empty
 */
public record ContainerRow(ContainerSummary container, String pending, String behind) {
  /** Projects together, what belongs to none at the end; in each by service and name. */
  static final Comparator<ContainerRow> BY_PROJECT =
      Comparator.comparing((ContainerRow row) -> row.project().isEmpty())
          .thenComparing(ContainerRow::project)
          .thenComparing(row -> row.container().composeService())
          .thenComparing(ContainerRow::name);

  String id() {
    return container.id();
  }

  String name() {
    return container.name();
  }

  String project() {
    return container.composeProject();
  }

  boolean isPending() {
    return !pending.isEmpty();
  }

  /** The ports as text; those not published stand alone. */
  String portsText() {
    return container.ports().stream()
        .map(PortMapping::toString)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The image, with the word that it is outdated where it is. */
  String imageText() {
    return behind.isEmpty()
        ? container.image()
        : container.image() + " · " + Strings.get("outdated.word");
  }

  /** What the filter field searches. */
  String searchText() {
    return String.join(
        " ",
        imageText(),
        String.join(" ", container.names()),
        container.id(),
        container.state().name(),
        container.status(),
        project(),
        container.composeService(),
        portsText());
  }
}
