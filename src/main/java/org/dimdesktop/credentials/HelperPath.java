package org.dimdesktop.credentials;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a credential helper lies: a desktop session's PATH is often poorer than a shell's. */
final class HelperPath {
  private static final List<String> USUAL =
      List.of("/usr/local/bin", "/opt/homebrew/bin", "/usr/bin", "/snap/bin");

  private HelperPath() {}

  /** The program's full path, or its bare name for the system to look up. */
  static String resolve(String name, @Nullable String searchPath) {
    List<String> folders =
        searchPath == null ? List.of() : List.of(searchPath.split(File.pathSeparator));
    for (List<String> some : List.of(folders, USUAL)) {
      for (String folder : some) {
        Path program = Path.of(folder.isEmpty() ? "." : folder, name);
        if (Files.isExecutable(program) && Files.isRegularFile(program)) {
          return program.toString();
        }
      }
    }
    return name;
  }
}
