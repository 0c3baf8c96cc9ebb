package org.dimdesktop.support;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.dimdesktop.ui.common.FxThread;

/** Starts the toolkit once for all tests of a process, and runs code on its thread. */
public final class FxRun {
  private static final FxThread FX = new FxThread();

  private FxRun() {}

  /** Starts the toolkit unless it runs. */
  public static void startToolkit() {
    try {
      CompletableFuture<Boolean> started = new CompletableFuture<>();
      Platform.startup(() -> started.complete(true));
      started.join();
    } catch (IllegalStateException _) {
      // Another test of this process has started it.
    }
    Platform.setImplicitExit(false);
  }

  /** Runs {@code call} on the JavaFX thread and waits for its answer, at most half a minute. */
  public static <V> V onFx(Callable<V> call) throws Exception {
    CompletableFuture<V> answer = new CompletableFuture<>();
    FX.execute(() -> {
      try {
        answer.complete(call.call());
      } catch (Exception | Error e) {
        answer.completeExceptionally(e);
      }
    });
    return answer.get(30, TimeUnit.SECONDS);
  }
}
