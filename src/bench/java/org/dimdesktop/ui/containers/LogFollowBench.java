package org.dimdesktop.ui.containers;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.dimdesktop.bench.PulseGaps;
import org.dimdesktop.engine.EngineState;
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
    CompletableFuture<Void> started = new CompletableFuture<>();
    Platform.startup(() -> started.complete(null));
    started.get();
    // Each round closes its window, which must not end the toolkit.
    Platform.setImplicitExit(false);
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        EngineState state =
            new EngineState(
                () -> new EngineContexts.Selection(endpoint, null, List.of()),
                directory.resolve("cache"),
                io)) {
      state.start();
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
      LogView view = onFx(() -> show(log.store(), io, gaps));
      // The first pulses lay the window out; they are not the log's.
      while (onFx(gaps::pulses) < 10) {
        LockSupport.parkNanos(5_000_000);
      }
      onFx(() -> {
        gaps.reset();
        return gaps;
      });
      while (log.store().endLine() < lines || onFx(view::shownEnd) < lines) {
        LockSupport.parkNanos(5_000_000);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double used = (cpuNanos() - cpu) / 1e9;
      String stall = onFx(() -> String.format(Locale.ROOT, "%.1f", gaps.longestMillis()));
      long pulses = onFx(gaps::pulses);
      long grown = heap() - before;
      onFx(() -> {
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

  private static <T> T onFx(Supplier<T> work) throws IOException {
    try {
      return CompletableFuture.supplyAsync(work, new FxThread()).get();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
