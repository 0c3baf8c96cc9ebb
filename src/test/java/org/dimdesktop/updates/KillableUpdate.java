package org.dimdesktop.updates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.task.OperationContext;

/**
 * A process that updates one container and stops at a moment of it, to be killed there with -9. It
 * is started early and waits for its order, so that a Java start is not waited for at every moment.
 */
final class KillableUpdate implements AutoCloseable {
  private static final String AT = "@at ";
  private static final String DONE = "@done";

  private final Process process;
  private final BufferedReader out;

  KillableUpdate(TestBed.Engine engine, Path folder) {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xshare:auto",
                  "-cp",
                  System.getProperty("java.class.path"),
                  KillableUpdate.class.getName(),
                  engine.name(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /**
   * Updates a container and kills the process at the n-th moment; which that was, or empty when the
   * update came to its end before.
   */
  Optional<String> killAt(String container, int moment) throws IOException, InterruptedException {
    try (Writer in = process.outputWriter(UTF_8)) {
      in.write(container + " " + moment + "\n");
      in.flush();
      String said = "";
      while (said != null && !said.startsWith("@")) {
        said = out.readLine();
      }
      assertThat(said)
          .as("the update of %s came to moment %d or its end", container, moment)
          .isNotNull();
      process.toHandle().destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return said.startsWith(AT) ? Optional.of(said.substring(AT.length())) : Optional.empty();
    }
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }

  /** Engine and folder; a container and a moment come on standard input. */
  public static void main(String[] args) throws IOException {
    TestBed.Engine engine =
        TestBed.require().engines().stream()
            .filter(e -> e.name().equals(args[0]))
            .findFirst()
            .orElseThrow();
    int[] left = {-1};
    // Nothing is cleaned up here: what was made is the test's.
    UpdateStand stand =
        new UpdateStand(
            engine,
            Path.of(args[1]),
            (step, subject, done) -> {
              if (left[0]-- == 0) {
                say(AT + (done ? "after " : "before ") + step);
                await();
              }
            });
    var _ = stand.updates.check(false); // what is loaded now is not waited for later
    String[] order =
        new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine().split(" ", 2);
    left[0] = Integer.parseInt(order[1]);
    var _ =
        stand.updates.update(
            stand.updates.check(true),
            List.of(order[0]),
            true,
            UpdateStand.BRISK,
            OperationContext.NONE);
    say(DONE);
    await();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Until it is killed. */
  private static void await() {
    try {
      new java.util.concurrent.CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
