package org.dimdesktop.ui.images;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** One typed environment variable. */
final class EnvRow {
  final StringProperty name = new SimpleStringProperty("");
  final StringProperty value = new SimpleStringProperty("");

  static EnvRow of(String name, String value) {
    EnvRow row = new EnvRow();
    row.name.set(name);
    row.value.set(value);
    return row;
  }

  /**
   * Rows for pasted lines {@code NAME=value}, as an env file has them; other lines are left out.
   */
  static List<EnvRow> parse(String pasted) {
    List<EnvRow> rows = new ArrayList<>();
    for (String line : pasted.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        rows.add(of(line.substring(0, equals), line.substring(equals + 1)));
      }
    }
    return rows;
  }

  boolean isBlank() {
    return name.get().isBlank() && value.get().isEmpty();
  }

  /** The key of what is wrong with this row, or null. */
  @Nullable String problem() {
    String text = name.get().strip();
    return text.isEmpty() || text.indexOf('=') >= 0 ? "run.problem.envName" : null;
  }
}
