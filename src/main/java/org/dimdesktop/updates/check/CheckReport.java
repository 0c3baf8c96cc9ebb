package org.dimdesktop.updates.check;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dimdesktop.registry.Quota;

/**
 * What a check found.
 *
 * @param groups by the name of their image
 * @param quotas what the registries that name a quota still allow
 * @param requested how many references registries were asked for
 */
public record CheckReport(
    List<ImageGroup> groups, Map<String, Quota> quotas, int requested, Instant at) {
  public CheckReport {
    groups = List.copyOf(groups);
    quotas = Map.copyOf(quotas);
  }

  /** Whether any container is behind. */
  public boolean hasOutdated() {
    return groups.stream()
        .map(ImageGroup::status)
        .anyMatch(status -> status == Status.OUTDATED || status == Status.PARTIAL);
  }

  /** A container by its id, the first characters of it, or its name. */
  public Optional<ContainerUpdate> find(String idOrName) {
    return groups.stream()
        .flatMap(group -> group.containers().stream())
        .filter(c ->
            c.container().name().equals(idOrName)
                || (idOrName.length() >= 4 && c.container().id().startsWith(idOrName)))
        .findFirst();
  }
}
