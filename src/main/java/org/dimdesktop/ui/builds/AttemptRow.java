package org.dimdesktop.ui.builds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/**
 * A build among those of the same repository, image and tag.
 *
 * @param changes what differs from the one before it in time; empty for the first
 */
public record AttemptRow(BuildRow row, List<String> changes) {
  /** Rows for builds of the same inputs, which come newest first. */
  static List<AttemptRow> of(List<Build> newestFirst, Instant now) {
    List<AttemptRow> rows = new ArrayList<>();
    for (int i = 0; i < newestFirst.size(); i++) {
      Build build = newestFirst.get(i);
      Build before = i + 1 < newestFirst.size() ? newestFirst.get(i + 1) : null;
      rows.add(new AttemptRow(BuildRow.of(build, now), changes(before, build)));
    }
    return rows;
  }

  /** The names of what changed, build arguments each by its own; values may be long or private. */
  private static List<String> changes(@Nullable Build from, Build to) {
    if (from == null) {
      return List.of();
    }
    List<String> changed = new ArrayList<>();
    Map<String, @Nullable Object> before = inputs(from);
    inputs(to)
        .forEach((key, value) -> {
          if (!Objects.equals(before.get(key), value)) {
            changed.add(Strings.get(key));
          }
        });
    if (!Objects.equals(from.commit(), to.commit())
        && from.commit() != null
        && to.commit() != null) {
      changed.addFirst(Strings.get("builds.column.commit"));
    }
    TreeSet<String> names = new TreeSet<>(from.buildArgs().keySet());
    names.addAll(to.buildArgs().keySet());
    names.removeIf(n -> Objects.equals(from.buildArgs().get(n), to.buildArgs().get(n)));
    changed.addAll(names);
    return changed;
  }

  private static Map<String, @Nullable Object> inputs(Build build) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("builds.field.ref", build.ref());
    all.put("builds.field.dockerfile", build.dockerfile());
    all.put("builds.field.context", build.context());
    all.put("builds.field.target", build.target());
    all.put("builds.field.platform", build.platform());
    all.put("builds.field.no_cache", build.noCache());
    return all;
  }

  /** The build's id. */
  public String id() {
    return row.id();
  }

  /** How long the build took in seconds; 0 before its start. */
  double seconds() {
    return row.duration() == null ? 0 : row.duration().toMillis() / 1e3;
  }
}
