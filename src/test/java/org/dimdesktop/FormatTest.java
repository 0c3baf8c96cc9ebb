package org.dimdesktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every source file stands as google-java-format would write it. */
class FormatTest {
  @Test
  void everySourceIsFormatted() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<Path> wrong =
          files.filter(f -> f.toString().endsWith(".java")).filter(f -> !isFormatted(f)).toList();
      assertThat(wrong).as("run packaging/format").isEmpty();
    }
  }

  private static boolean isFormatted(Path file) {
    try {
      String source = Files.readString(file);
      return source.equals(new Formatter().formatSourceAndFixImports(source));
    } catch (IOException | FormatterException e) {
      throw new AssertionError("cannot format " + file, e);
    }
  }
}
