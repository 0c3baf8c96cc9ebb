package org.dimdesktop.ui.builds;

import atlantafx.base.theme.PrimerLight;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.dimdesktop.app.DaemonWiring;
import org.dimdesktop.bench.BenchDaemon;
import org.dimdesktop.bench.FxCalls;
import org.dimdesktop.bench.PulseGaps;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.support.TestGit;
import org.dimdesktop.ui.common.FxThread;
import org.dimdesktop.ui.control.LogView;

/**
 * Follows a build that prints as fast as it can, from a daemon that is a process of its own, in a
 * shown view, as the window does it; further followers are curl processes. Prints a line a round:
 * {@code followers=… lines=… seconds=… rate=… all_rate=… stall_ms=… heap_mb=… daemon_mb=…
 * view_cpu_s=… daemon_cpu_s=…}, where rate is the view's and all_rate that of the slowest follower.
 *
 * <p>Arguments: the number of lines, how many rounds, and the numbers of followers of each round.
 */
public final class BuildFollowBench {
  private static final double MEGABYTE = 1 << 20;

  private final Path folder;
  private final ExecutorService io;
  private final Process daemon;
  private final DaemonAddress address;
  private final TestGit git;
  private final BuildsViewModel builds;
  private final DimClient client;
  private int round;

  private BuildFollowBench(Path folder, ExecutorService io, TestGit git) throws IOException {
    this.folder = folder;
    this.io = io;
    this.git = git;
    daemon = BenchDaemon.command(folder.resolve("daemon")).redirectError(Redirect.INHERIT).start();
    BufferedReader said = daemon.inputReader(StandardCharsets.UTF_8);
    String[] words = Objects.requireNonNull(said.readLine()).split(" ", 2);
    address = new DaemonAddress(URI.create(words[0]), words[1]);
    client = new DimClient(address.uri(), address::token);
    builds =
        new BuildsViewModel(
            new DaemonLink(address),
            new NoDaemon(),
            folder.resolve("logs"),
            io,
            new FxThread(),
            Clock.systemUTC());
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    DaemonWiring.logToConsole(false);
    long lines = Long.parseLong(args[0]);
    int rounds = Integer.parseInt(args[1]);
    Path folder = Files.createTempDirectory("dim-build-bench");
    FxCalls.start();
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        TestGit git = TestGit.open()) {
      git.commit(Map.of("Dockerfile", "FROM scratch\n"));
      BuildFollowBench bench = new BuildFollowBench(folder, io, git);
      try {
        FxCalls.call(() -> {
          bench.builds.shown();
          return bench;
        });
        FxCalls.await(() -> FxCalls.call(() -> bench.builds.liveProperty().get()));
        for (int i = 0; i < rounds; i++) {
          for (int a = 2; a < args.length; a++) {
            System.out.println(bench.round(lines, Integer.parseInt(args[a])));
          }
        }
      } finally {
        bench.close();
      }
    } finally {
      Platform.exit();
    }
  }

  private String round(long lines, int followers) throws Exception {
    Path gate = folder.resolve("gate-" + ++round);
    Build build = client.submit(request(lines, gate), null);
    List<Process> others = new ArrayList<>();
    PulseGaps gaps = new PulseGaps();
    long before = heap();
    try (BuildTabModel tab = FxCalls.call(() -> builds.open(build))) {
      LogView view = FxCalls.call(() -> show(tab, gaps));
      for (int i = 1; i < followers; i++) {
        others.add(curl(build.id()));
      }
      // Everybody is there, and what the daemon says of the clone has come.
      FxCalls.await(() -> tab.log().endLine() > 0 && FxCalls.call(gaps::pulses) >= 30);
      long begun = tab.log().endLine();
      FxCalls.call(() -> {
        gaps.reset();
        return gaps;
      });
      double ownCpu = cpuSeconds(ProcessHandle.current());
      double daemonCpu = cpuSeconds(daemon.toHandle());
      long start = System.nanoTime();
      Files.createFile(gate);
      FxCalls.await(() ->
          tab.log().endLine() >= begun + lines && FxCalls.call(view::shownEnd) >= begun + lines);
      double seconds = (System.nanoTime() - start) / 1e9;
      String stall = FxCalls.call(() -> String.format(Locale.ROOT, "%.1f", gaps.longestMillis()));
      for (Process other : others) {
        if (other.waitFor() != 0) {
          throw new IOException("a follower ended with " + other.exitValue());
        }
      }
      double all = (System.nanoTime() - start) / 1e9;
      String line =
          String.format(
              Locale.ROOT,
              "followers=%d lines=%d seconds=%.3f rate=%.0f all_rate=%.0f stall_ms=%s heap_mb=%.1f"
                  + " daemon_mb=%d view_cpu_s=%.2f daemon_cpu_s=%.2f",
              followers,
              lines,
              seconds,
              lines / seconds,
              lines / Math.max(seconds, all),
              stall,
              (heap() - before) / MEGABYTE,
              residentMegabytes(daemon),
              cpuSeconds(ProcessHandle.current()) - ownCpu,
              cpuSeconds(daemon.toHandle()) - daemonCpu);
      FxCalls.call(() -> {
        gaps.stop();
        view.getScene().getWindow().hide();
        return view;
      });
      return line;
    }
  }

  private BuildRequest request(long lines, Path gate) {
    return new BuildRequest(
        git.url().toString(),
        "main",
        BenchDaemon.registry() + "/bench/lines",
        Integer.toString(round),
        BuildRequest.DEFAULT_DOCKERFILE,
        BuildRequest.DEFAULT_CONTEXT,
        Map.of("LINES", Long.toString(lines), "GATE", gate.toString()),
        null,
        null,
        false);
  }

  private Process curl(String id) throws IOException {
    return new ProcessBuilder(
            "curl",
            "-sNf",
            "-H",
            "Accept: text/event-stream",
            "-H",
            "Authorization: Bearer " + address.token(), // dies with this benchmark's daemon
            address.uri() + "/api/v1/builds/" + id + "/logs?follow=true")
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.INHERIT)
        .start();
  }

  private LogView show(BuildTabModel tab, PulseGaps gaps) {
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    Stage stage = new Stage();
    LogView view = new LogView(tab.log(), io, new FxThread(), Optional::empty);
    stage.setScene(new Scene(view, 960, 640));
    stage.show();
    gaps.start();
    return view;
  }

  private static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  private static long residentMegabytes(Process process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(l -> l.startsWith("VmRSS:"))
          .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long heap() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void close() throws IOException {
    FxCalls.call(() -> {
      builds.close();
      return builds;
    });
    client.close();
    daemon.destroy();
  }

  /** No daemon is to be started. */
  private static final class NoDaemon implements EmbeddedDaemon {
    @Override
    public DaemonAddress start() {
      throw new IllegalStateException("not asked for");
    }

    @Override
    public boolean startsAlways() {
      return false;
    }

    @Override
    public void startAlways(boolean always) {}
  }
}
