package org.dimdesktop.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a whole log to a file; a line that had to be split is whole again there. */
final class LogSave {

  private LogSave() {}

  static void save(LogStore store, Path file) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024)) {
      boolean[] started = {false};
      store.scan(
          store.firstLine(),
          store.endLine(),
          (line, buffer, at) -> {
            if (started[0] && !LogFormat.continued(buffer, at)) {
              out.write('\n');
            }
            out.write(buffer, at + LogFormat.HEADER, LogFormat.length(buffer, at));
            started[0] = true;
            return true;
          });
      if (started[0]) {
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
