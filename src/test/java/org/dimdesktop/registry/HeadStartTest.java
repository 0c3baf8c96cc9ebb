package org.dimdesktop.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeadStartTest {
  private final Thread.@Nullable UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  @AfterEach
  void restore() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void itEndsByItselfAndKeepsNoProcessAlive() {
    AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> failure.set(Optional.of(e)));
    Thread thread = HeadStart.begin();
    assertThat(thread.isDaemon()).isTrue();
    await().until(() -> !thread.isAlive());
    assertThat(failure.get()).isEmpty();
  }
}
