package org.dimdesktop.ui.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FxCoalescerTest {
  @Test
  void theLatestAlwaysRunsAndMostOthersNever() {
    AtomicInteger runs = new AtomicInteger();
    AtomicInteger last = new AtomicInteger();
    try (ExecutorService fx = Executors.newSingleThreadExecutor()) {
      FxCoalescer coalescer = new FxCoalescer(fx);
      for (int i = 1; i <= 100_000; i++) {
        int number = i;
        coalescer.submit(() -> {
          runs.incrementAndGet();
          last.set(number);
        });
      }
      await().until(() -> last.get() == 100_000);
    }
    assertThat(runs.get()).isBetween(1, 1000);
  }
}
