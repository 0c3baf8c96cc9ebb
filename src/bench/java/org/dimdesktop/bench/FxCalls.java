package org.dimdesktop.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import org.awaitility.Awaitility;
import org.dimdesktop.ui.common.FxThread;

/** The toolkit without an application, for benchmarks. */
public final class FxCalls {
  /** Of JavaFX's controls; as quiet as in the window. */
  private static final Logger CONTROLS = Logger.getLogger("javafx.scene.control");

  private FxCalls() {}

  /** Starts the toolkit; it lives on without a window until {@link Platform#exit}. */
  public static void start() throws IOException {
    CONTROLS.setLevel(Level.WARNING);
    CompletableFuture<Void> started = new CompletableFuture<>();
    Platform.startup(() -> started.complete(null));
    started.join();
    Platform.setImplicitExit(false);
  }

  /** Runs work on the JavaFX thread and waits for what it gives. */
  public static <T> T call(Supplier<T> work) throws IOException {
    try {
      return CompletableFuture.supplyAsync(work, new FxThread()).get();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Waits for a condition, which is asked every few milliseconds; five minutes at most. */
  public static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofMinutes(5))
        .until(condition);
  }
}
