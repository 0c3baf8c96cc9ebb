package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Finds where two JSON trees differ; what is not set and what is empty are the same. */
public final class JsonDiff {
  private JsonDiff() {}

  /** The differences, by path. */
  public static List<Change> of(JsonNode before, JsonNode after) {
    List<Change> changes = new ArrayList<>();
    compare("", before, after, changes);
    return changes;
  }

  private static void compare(String path, JsonNode before, JsonNode after, List<Change> changes) {
    if (before.isObject() || after.isObject()) {
      TreeSet<String> keys = new TreeSet<>(Trees.keys(before));
      keys.addAll(Trees.keys(after));
      for (String key : keys) {
        compare(
            path.isEmpty() ? key : path + "." + key, before.path(key), after.path(key), changes);
      }
      // An object that stands for something by being there, as an exposed port does.
      if (keys.isEmpty() && before.isMissingNode() != after.isMissingNode() && !path.isEmpty()) {
        changes.add(new Change(path, text(before), text(after)));
      }
    } else if (!same(before, after)) {
      changes.add(new Change(path, text(before), text(after)));
    }
  }

  private static boolean same(JsonNode before, JsonNode after) {
    return before.equals(after) || (Trees.isUnset(before) && Trees.isUnset(after));
  }

  private static String text(JsonNode node) {
    return node instanceof MissingNode || node.isNull() ? "" : node.toString();
  }
}
