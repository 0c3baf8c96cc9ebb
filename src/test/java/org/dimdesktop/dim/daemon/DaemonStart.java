package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for a {@code dim daemon} that was started as a process. */
final class DaemonStart {
  private static final Pattern ADDRESS = Pattern.compile("listens at (http://\\S+:\\d+)\\n");

  /** Many times what it takes on a machine that does much else besides. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private DaemonStart() {}

  /**
   * Returns the address that it says it listens at. One that neither ends nor listens fails with
   * what its threads are doing.
   */
  static String awaitAddress(Process process, Path out, Path err) {
    try {
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> !process.isAlive() || ADDRESS.matcher(read(out)).find());
    } catch (ConditionTimeoutException e) {
      askForThreads(process);
      Awaitility.await().until(() -> read(out).contains("Full thread dump"));
      throw new AssertionError("the daemon hangs as it starts: " + read(err) + read(out), e);
    }
    Matcher address = ADDRESS.matcher(read(out));
    assertThat(address.find()).as(() -> "the daemon did not start: " + read(err)).isTrue();
    return address.group(1);
  }

  private static void askForThreads(Process process) {
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
