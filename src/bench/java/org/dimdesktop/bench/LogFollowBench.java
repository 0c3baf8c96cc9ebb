package org.dimdesktop.bench;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.dimdesktop.log.LogSplitter;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.log.LogStream;
import org.dimdesktop.ui.common.FxThread;
import org.dimdesktop.ui.control.LogView;

/**
 * Follows the log of a finished container to its end in a shown view and prints, a line a round:
 * {@code lines=… seconds=… rate=… stall_ms=… pulses=… heap_mb=…}.
 *
 * <p>Arguments: the engine's socket, the container, and how many rounds (1).
 */
public final class LogFollowBench {

  private static final double MEGABYTE = 1 << 20;

  private LogFollowBench() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Path socket = Path.of(args[0].replaceFirst("^unix://", ""));
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    Path directory = Files.createTempDirectory("dim-log-bench");
    CompletableFuture<Void> started = new CompletableFuture<>();
    Platform.startup(() -> started.complete(null));
    started.get();
    // Each round closes its window, which must not end the toolkit.
    Platform.setImplicitExit(false);
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < rounds; i++) {
        System.out.println(round(socket, args[1], directory, io));
      }
    } finally {
      Files.deleteIfExists(directory);
      Platform.exit();
    }
  }

  private static String round(Path socket, String container, Path directory, ExecutorService io)
      throws Exception {
    PulseGaps gaps = new PulseGaps();
    try (LogStore store = LogStore.create(directory)) {
      LogView view = onFx(() -> show(store, io, gaps));
      // The first pulses lay the window out; they are not the log's.
      CompletableFuture<Void> settled = new CompletableFuture<>();
      io.execute(() -> settle(gaps, settled));
      settled.get();
      long before = heap();
      onFx(() -> {
        gaps.reset();
        return gaps;
      });
      long start = System.nanoTime();
      RawLogs.follow(
          socket,
          container,
          new LogSplitter(store, LogStream.STDOUT, false),
          new LogSplitter(store, LogStream.STDERR, false));
      store.end();
      while (onFx(view::shownEnd) < store.endLine()) {
        Thread.onSpinWait();
      }
      String stall = onFx(() -> String.format(Locale.ROOT, "%.1f", gaps.longestMillis()));
      double seconds = (System.nanoTime() - start) / 1e9;
      long lines = store.endLine();
      long grown = heap() - before;
      long pulses = onFx(gaps::pulses);
      onFx(() -> {
        gaps.stop();
        view.getScene().getWindow().hide();
        return view;
      });
      return String.format(
          Locale.ROOT,
          "lines=%d seconds=%.3f rate=%.0f stall_ms=%s pulses=%d heap_mb=%.1f",
          lines,
          seconds,
          lines / seconds,
          stall,
          pulses,
          grown / MEGABYTE);
    }
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

  private static void settle(PulseGaps gaps, CompletableFuture<Void> settled) {
    try {
      while (onFx(gaps::pulses) < 30) {
        Thread.onSpinWait();
      }
      settled.complete(null);
    } catch (IOException e) {
      settled.completeExceptionally(e);
    }
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
