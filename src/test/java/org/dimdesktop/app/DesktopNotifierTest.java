package org.dimdesktop.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopNotifierTest {
  private static final Executor HERE = Runnable::run;

  @TempDir Path folder;
  private final ConcurrentLinkedQueue<String> own = new ConcurrentLinkedQueue<>();

  private DesktopNotifier notifier(Path command, boolean inFront) {
    return new DesktopNotifier(
        command.toString(),
        () -> inFront,
        (title, text) -> own.add(title + "|" + text),
        HERE,
        HERE);
  }

  private Path script(String end) throws IOException {
    Path script = folder.resolve("notify");
    Files.writeString(
        script, "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + folder + "/said'\n" + end + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  @Test
  void tellsTheDesktopAndNotTheProgramItself() throws IOException {
    notifier(script("exit 0"), false).tell("-x; $(id)", "b");
    await().atMost(10, SECONDS).until(() -> Files.exists(folder.resolve("said")));
    assertThat(folder.resolve("said")).hasContent("--app-name=Dim Desktop\n--\n-x; $(id)\nb\n");
    assertThat(own).isEmpty();
  }

  @Test
  void showsItsOwnWhereTheDesktopHasNone() throws IOException {
    notifier(folder.resolve("none"), false).tell("a", "b");
    notifier(script("exit 1"), false).tell("c", "d");
    assertThat(own).containsExactly("a|b", "c|d");
  }

  @Test
  void isSilentInFront() throws IOException {
    notifier(script("exit 0"), true).tell("a", "b");
    assertThat(folder.resolve("said")).doesNotExist();
    assertThat(own).isEmpty();
  }
}
