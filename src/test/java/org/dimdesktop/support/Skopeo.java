package org.dimdesktop.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's skopeo, the peer that copies are compared with; registries are spoken to without TLS.
 */
public final class Skopeo {
  private static final int LIMIT_SECONDS = 120;

  private Skopeo() {}

  /** How it ended. */
  public record Result(int exit, String out, String err) {}

  public static Result run(String command, String... arguments) {
    List<String> words = new ArrayList<>(List.of("skopeo", "--insecure-policy", command));
    words.addAll(
        command.equals("copy")
            ? List.of("--src-tls-verify=false", "--dest-tls-verify=false")
            : List.of("--tls-verify=false"));
    words.addAll(List.of(arguments));
    Path dir = TestFolder.create();
    try {
      Path out = dir.resolve("out");
      Path err = dir.resolve("err");
      Process process =
          new ProcessBuilder(words)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(words + " did not end in " + LIMIT_SECONDS + " s");
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      TestFolder.delete(dir);
    }
  }
}
