package org.dimdesktop.updates.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who updates, who only tidies up, and who waits for whom. */
class UpdateLockTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final CountDownLatch free = new CountDownLatch(1);

  /** Another thread takes the lock until {@link #free}; returns when it has. */
  private CompletableFuture<Void> hold(UpdateLock lock) throws InterruptedException {
    CountDownLatch taken = new CountDownLatch(1);
    CompletableFuture<Void> holder =
        CompletableFuture.runAsync(() -> {
          try (var _ = lock.take(Duration.ZERO)) {
            taken.countDown();
            free.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    taken.await();
    return holder;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUpdateWaitsForWhoeverIsSoonDoneAndTidyingUpDoesNot(boolean sameProgram) throws Exception {
    UpdateLock one = new UpdateLock(folder.resolve("lock"));
    UpdateLock other = sameProgram ? one : new UpdateLock(folder.resolve("lock"));
    CompletableFuture<Void> holder = hold(one);
    assertThat(other.takeIfFree()).isNull();
    assertThatThrownBy(() -> other.take(Duration.ofMillis(200)))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Conflict.class));
    CompletableFuture<Void> next =
        CompletableFuture.runAsync(() -> {
          try (var _ = other.take(LONG)) {
            assertThat(free.getCount()).isZero();
          }
        });
    assertThat(next).isNotDone();
    free.countDown();
    assertThat(next).succeedsWithin(LONG);
    assertThat(holder).succeedsWithin(LONG);
    try (UpdateLock.Held held = one.takeIfFree()) {
      assertThat(held).isNotNull();
    }
  }

  @Test
  void whoWaitsCanBeInterrupted() throws Exception {
    UpdateLock lock = new UpdateLock(folder.resolve("lock"));
    CompletableFuture<Void> holder = hold(lock);
    CompletableFuture<Failure> ended = new CompletableFuture<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                lock.take(LONG).close();
              } catch (FailureException e) {
                ended.complete(e.failure());
              }
            });
    waiting.interrupt();
    assertThat(ended).succeedsWithin(LONG).isInstanceOf(Failure.Cancelled.class);
    free.countDown();
    assertThat(holder).succeedsWithin(LONG);
  }
}
