package org.dimdesktop.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The command {@code dim} as users start it: a process with a home and environment of its own.
 * Commands may be run at the same time, once the environment is set.
 */
public final class DimProcess implements AutoCloseable {
  private static final int LIMIT_SECONDS = 120;

  private final Path home = TestFolder.create();
  private final Map<String, String> environment = new TreeMap<>();
  private final List<Running> started = new CopyOnWriteArrayList<>();

  /** How a command ended. */
  public record Result(int exit, String out, String err) {}

  public DimProcess() {
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", home.toString());
    environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
    environment.put("LC_ALL", "C"); // what a service or a script has
    wrapper("dim");
  }

  public DimProcess with(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  public DimProcess without(String name) {
    environment.remove(name);
    return this;
  }

  /** The daemon that commands talk to. */
  public DimProcess at(URI daemon) {
    return with("DIM_ADDR", daemon);
  }

  /** Talking to a daemon with a token. */
  public DimProcess to(URI daemon, String token) {
    return at(daemon).with("DIM_TOKEN", token);
  }

  /** Makes the token file that a login at the daemon leaves, and takes {@code DIM_TOKEN} away. */
  public DimProcess withTokenFile(String token) {
    try {
      Files.createDirectories(tokenFile().getParent());
      Files.writeString(tokenFile(), token + "\n");
      Files.writeString(tokenFile().resolveSibling("address"), environment.get("DIM_ADDR") + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return without("DIM_TOKEN");
  }

  /** Where {@code dim login} keeps its token. */
  public Path tokenFile() {
    return home.resolve("config/dim-cli/token");
  }

  public Result run(String... arguments) {
    return runWith("", arguments);
  }

  /** Runs with {@code input} as standard input. */
  public Result runWith(String input, String... arguments) {
    Running running = start(input, words(arguments));
    return running.await();
  }

  /** Starts a command that is meant to go on. */
  public Running start(String... arguments) {
    return start("", words(arguments));
  }

  /** Runs a script of bash in which {@code dim}, or this command by other names, is known. */
  public Result bash(String script, String... names) {
    return startBash(script, names).await();
  }

  /** Starts such a script. */
  public Running startBash(String script, String... names) {
    Path bin = wrapper("dim").getParent();
    for (String name : names) {
      wrapper(name);
    }
    with("PATH", bin + File.pathSeparator + System.getenv("PATH"));
    return start("", List.of("bash", "-c", script));
  }

  /** Starts {@code dim}, its output going to the files; whoever starts it ends it. */
  public Process start(File out, File err, String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(words(arguments));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    try {
      return builder.redirectOutput(out).redirectError(err).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Running start(String input, List<String> words) {
    try {
      Path in = Files.createTempFile(home, "in", null);
      Files.writeString(in, input);
      Running running =
          new Running(
              Files.createTempFile(home, "out", null), Files.createTempFile(home, "err", null));
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.directory(home.toFile()).redirectInput(in.toFile());
      builder.redirectOutput(running.out.toFile()).redirectError(running.err.toFile());
      running.process = builder.start();
      started.add(running);
      return running;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(List.of(wrapper("dim").toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  /** A script of this name that is the command, in a folder of its own. */
  private Path wrapper(String name) {
    Path script = home.resolve("bin").resolve(name);
    try {
      if (Files.notExists(script)) {
        Files.createDirectories(script.getParent());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path options = script.resolveSibling(name + ".options");
        Files.writeString(
            options,
            String.join(
                "\n",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.home=" + home,
                "-cp \"" + classPath() + "\""));
        Files.writeString(
            script,
            "#!/bin/sh\nexec '" + java + "' '@" + options + "' org.dimdesktop.Main \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    List<String> absolute = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      absolute.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, absolute);
  }

  /** A command that runs. */
  public static final class Running {
    private final Path out;
    private final Path err;
    private Process process;

    @SuppressWarnings("NullAway.Init") // the process is set before anybody sees this
    private Running(Path out, Path err) {
      this.out = out;
      this.err = err;
    }

    public String out() {
      return read(out);
    }

    public String err() {
      return read(err);
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Waits until it has printed a text on standard output; fails when it ends before. */
    public void awaitOut(String text) {
      Awaitility.await()
          .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
          .until(() -> {
            boolean ended = !process.isAlive();
            if (out().contains(text)) {
              return true;
            }
            if (ended) {
              throw new AssertionError("it ended without \"" + text + "\":\n" + out() + err());
            }
            return false;
          });
    }

    public Result await() {
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          kill();
          throw new AssertionError("dim did not end in time:\n" + out() + err());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
      return new Result(process.exitValue(), out(), err());
    }

    /** Asks it to end, as a service manager does. */
    public Result stop() {
      process.destroy();
      return await();
    }

    /** SIGKILL. */
    public void kill() {
      process.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() {
    started.forEach(Running::kill);
    TestFolder.delete(home);
  }
}
