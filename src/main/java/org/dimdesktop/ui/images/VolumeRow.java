package org.dimdesktop.ui.images;

import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** One typed mount: a folder of the engine's machine or a volume's name, and where it goes. */
final class VolumeRow {
  private static final Pattern VOLUME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
  private static final Pattern FOLDER = Pattern.compile("(?:/|[a-zA-Z]:[\\\\/]).*");

  final StringProperty source = new SimpleStringProperty("");
  final StringProperty target = new SimpleStringProperty("");
  final BooleanProperty readOnly = new SimpleBooleanProperty();

  boolean isBlank() {
    return source.get().isBlank() && target.get().isBlank();
  }

  /** As the engine takes it: {@code source:target[:ro]}. */
  String bind() {
    return source.get().strip() + ":" + target.get().strip() + (readOnly.get() ? ":ro" : "");
  }

  /** The key of what is wrong with this row, or null. */
  @Nullable String problem() {
    String from = source.get().strip();
    String to = target.get().strip();
    if (!VOLUME.matcher(from).matches() && !FOLDER.matcher(from).matches()) {
      return "run.problem.volumeSource";
    }
    // A colon would be read as the next field of source:target:options.
    if (!FOLDER.matcher(to).matches() || to.equals("/") || to.lastIndexOf(':') > 1) {
      return "run.problem.volumeTarget";
    }
    return null;
  }
}
