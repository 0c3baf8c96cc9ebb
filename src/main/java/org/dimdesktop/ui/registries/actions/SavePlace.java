package org.dimdesktop.ui.registries.actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Where exactly a saved image goes, so that a folder of other things stays as it is. */
final class SavePlace {
  private static final int MAX_TRIES = 1000;

  private SavePlace() {}

  /**
   * The folder itself where it is empty or a layout already, else a new one in it.
   *
   * @param name the new folder's, if there must be one
   */
  static Path layout(Path chosen, String name) {
    try {
      if (fits(chosen)) {
        return chosen;
      }
      for (int i = 1; i < MAX_TRIES; i++) {
        Path inner = chosen.resolve(i == 1 ? name : name + "-" + i);
        if (fits(inner)) {
          return inner;
        }
      }
    } catch (IOException e) {
      throw new FailureException(
          new Failure.Broken("save in", chosen.toString(), String.valueOf(e.getMessage())), e);
    }
    throw new FailureException(
        new Failure.Invalid("save in", chosen.toString(), "no name is free there", null));
  }

  private static boolean fits(Path folder) throws IOException {
    if (!Files.exists(folder) || Files.exists(folder.resolve("oci-layout"))) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** A name of a file or folder for an image: {@code app-1.0}. */
  static String name(String path, String tag) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return tag.isEmpty() ? last : last + "-" + tag;
  }
}
