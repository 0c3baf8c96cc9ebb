package org.dimdesktop.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that a test runs to its end; anything but exit 0 fails the test with what it said. */
final class Command {
  private static final int LIMIT_SECONDS = 120;

  private final List<String> words;
  private final Map<String, String> environment;

  private Command(List<String> words, Map<String, String> environment) {
    this.words = List.copyOf(words);
    this.environment = Map.copyOf(environment);
  }

  static Command of(Object... words) {
    List<String> texts = new ArrayList<>();
    for (Object word : words) {
      texts.add(word.toString());
    }
    return new Command(texts, Map.of());
  }

  Command with(Map<String, String> variables) {
    return new Command(words, variables);
  }

  /** What it printed on its standard output. */
  String run() {
    try {
      // Files, not pipes: a daemon that inherits a pipe would keep it open after the command's end.
      Path out = Files.createTempFile("dim-out", ".txt");
      Path err = Files.createTempFile("dim-err", ".txt");
      try {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(this + " did not end in " + LIMIT_SECONDS + " s");
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
          throw new AssertionError(
              this + " exited with " + process.exitValue() + ":\n" + Files.readString(err) + said);
        }
        return said;
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + this, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while running " + this, e);
    }
  }

  @Override
  public String toString() {
    return words.getFirst() + (words.size() > 1 ? " " + words.get(1) : "");
  }
}
