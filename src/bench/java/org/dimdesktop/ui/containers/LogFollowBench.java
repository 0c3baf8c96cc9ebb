package org.dimdesktop.ui.containers;

import atlantafx.base.theme.PrimerLight;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.dimdesktop.bench.FxCalls;
import org.dimdesktop.bench.PulseGaps;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.ui.common.FxThread;
import org.dimdesktop.ui.control.LogView;

/**
 * Follows the log of a finished container to its end in a shown view, as the window does it, and
 * prints, a line a round: {@code lines=… seconds=… rate=… stall_ms=… pulses=… heap_mb=… cpu_s=…}.
 *
 * <p>Arguments: the engine's URL, the container, its number of lines, and how many rounds (1).
 */
public final class LogFollowBench {

  private static final double MEGABYTE = 1 << 20;

  private final EngineState state;
  private final ContainerService containers;
  private final Path directory;
  private final ExecutorService io;

  private LogFollowBench(EngineState state, Path directory, ExecutorService io) {
    this.state = state;
    this.containers = new ContainerService(state.http());
    this.directory = directory;
    this.io = io;
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    EngineEndpoint endpoint = EngineEndpoint.of(args[0]);
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    Path directory = Files.createTempDirectory("dim-log-bench");
    FxCalls.start();
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        EngineState state =
            new EngineState(
                () -> new EngineContexts.Selection(endpoint, null, List.of()),
                directory.resolve("cache"),
                io)) {
      state.start();
      FxCalls.await(() -> state.status() instanceof EngineStatus.Connected);
      LogFollowBench bench = new LogFollowBench(state, directory, io);
      for (int i = 0; i < rounds; i++) {
        System.out.println(bench.round(args[1], Long.parseLong(args[2])));
      }
    } finally {
      Platform.exit();
    }
  }

  private String round(String container, long lines) throws Exception {
    PulseGaps gaps = new PulseGaps();
    long before = heap();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    try (ContainerLog log = new ContainerLog(state, containers, container, directory)) {
      LogView view = FxCalls.call(() -> show(log.store(), io, gaps));
      // The first pulses lay the window out; they are not the log's.
      FxCalls.await(() -> FxCalls.call(gaps::pulses) >= 10);
      FxCalls.call(() -> {
        gaps.reset();
        return gaps;
      });
      FxCalls.await(() -> {
        if (log.store().isEnded()) {
          throw new IllegalStateException("the log ended: " + log.store().read(0, 3));
        }
        return log.store().endLine() >= lines && FxCalls.call(view::shownEnd) >= lines;
      });
      double seconds = (System.nanoTime() - start) / 1e9;
      double used = (cpuNanos() - cpu) / 1e9;
      String stall = FxCalls.call(() -> String.format(Locale.ROOT, "%.1f", gaps.longestMillis()));
      long pulses = FxCalls.call(gaps::pulses);
      long grown = heap() - before;
      FxCalls.call(() -> {
        gaps.stop();
        view.getScene().getWindow().hide();
        return view;
      });
      return String.format(
          Locale.ROOT,
          "lines=%d seconds=%.3f rate=%.0f stall_ms=%s pulses=%d heap_mb=%.1f cpu_s=%.2f",
          lines,
          seconds,
          lines / seconds,
          stall,
          pulses,
          grown / MEGABYTE,
          used);
    }
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static LogView show(LogStore store, ExecutorService io, PulseGaps gaps) {
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    Stage stage = new Stage();
    LogView view = new LogView(store, io, new FxThread(), Optional::empty);
    stage.setScene(new Scene(view, 960, 640));
    stage.show();
    gaps.start();
    return view;
  }

  private static long heap() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
