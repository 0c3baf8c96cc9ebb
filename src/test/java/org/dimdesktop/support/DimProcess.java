package org.dimdesktop.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command {@code dim} as a process of its own, on the class path of the tests. */
public final class DimProcess implements AutoCloseable {
  private static final int LIMIT_SECONDS = 120;

  /** How a process ended, and what it had said. */
  public record Result(int exit, String out, String err) {}

  private final Path dir = TestFolder.create();
  private final Path dim = dir.resolve("dim");
  private final Map<String, String> environment = new HashMap<>();

  public DimProcess() {
    environment.put("XDG_CONFIG_HOME", dir.resolve("config").toString());
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    try {
      Files.writeString(
          dir.resolve("java.args"),
          """
          -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m
          --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
          -cp "%s"
          """
              .formatted(System.getProperty("java.class.path")));
      Files.writeString(
          dim,
          "#!/bin/sh\nexec '%s' '@%s' org.dimdesktop.Main \"$@\"\n"
              .formatted(java, dir.resolve("java.args")));
      Files.setPosixFilePermissions(dim, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a variable more in the environment, or in another's place. */
  public DimProcess with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Talking to a daemon. */
  public DimProcess to(URI daemon, String token) {
    return with("DIM_ADDR", daemon.toString()).with("DIM_TOKEN", token);
  }

  /** Makes the token file that a login leaves, and takes {@code DIM_TOKEN} away. */
  public DimProcess withTokenFile(String token) {
    environment.remove("DIM_TOKEN");
    try {
      Path file = dir.resolve("config").resolve("dim-cli").resolve("token");
      Files.createDirectories(file.getParent());
      Files.writeString(file, token + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Runs {@code dim} to its end. */
  public Result run(String... arguments) {
    List<String> words = new ArrayList<>(List.of(dim.toString()));
    words.addAll(List.of(arguments));
    return end(words);
  }

  /** Runs a script of bash in which {@code dim} is a command. */
  public Result bash(String script) {
    return end(List.of("bash", "-c", script));
  }

  /** Starts {@code dim}, its output going to the files. */
  public Process start(File out, File err, String... arguments) {
    List<String> words = new ArrayList<>(List.of(dim.toString()));
    words.addAll(List.of(arguments));
    return start(words, out, err);
  }

  private Process start(List<String> words, File out, File err) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().removeIf(name -> name.startsWith("DIM_"));
    builder.environment().putAll(environment);
    builder.environment().merge("PATH", dir.toString(), (old, mine) -> mine + ":" + old);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    try {
      return builder.redirectOutput(out).redirectError(err).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result end(List<String> words) {
    try {
      Path out = Files.createTempFile(dir, "out", ".txt");
      Path err = Files.createTempFile(dir, "err", ".txt");
      Process process = start(words, out.toFile(), err.toFile());
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(words + " did not end in " + LIMIT_SECONDS + " s");
      }
      return new Result(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    TestFolder.delete(dir);
  }
}
