package org.dimdesktop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.dimdesktop.task.Operation.Kind;
import org.dimdesktop.task.Operation.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the list of operations keeps, replaces and forgets. */
class OperationQueueTest {
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final OperationQueue queue = new OperationQueue(io);

  @AfterEach
  void stop() {
    queue.cancelAll();
    io.close();
  }

  private <T> Operation<T> ended(String subject, OperationBody<T> body) {
    Operation<T> operation = queue.submit(Kind.PULL, "pull", subject, body);
    await().until(() -> operation.state().isEnd());
    return operation;
  }

  private List<String> subjects() {
    return queue.operations().stream().map(Operation::subject).toList();
  }

  @Test
  void aRetryStandsWhereTheFailedOneStood() {
    AtomicInteger tries = new AtomicInteger();
    Operation<String> failed =
        ended(
            "flaky",
            _ -> {
              if (tries.incrementAndGet() == 1) {
                throw new FailureException(new Failure.Unreachable("pull", "flaky", "no route"));
              }
              return "pulled";
            });
    ended("after", _ -> "done");
    assertThat(failed.state()).isEqualTo(State.FAILED);

    Operation<String> again = queue.retry(failed);
    await().until(() -> again.state() == State.SUCCEEDED);

    assertThat(subjects()).containsExactly("flaky", "after");
    assertThat(queue.operations().getFirst()).isSameAs(again);
    assertThat(again.id()).isNotEqualTo(failed.id());
  }

  @Test
  void aRetryOfADismissedOneIsAddedAndOneThatRunsIsRefused() {
    Operation<String> gone = ended("gone", _ -> "done");
    queue.dismiss(gone);
    assertThat(subjects()).isEmpty();
    queue.retry(gone);
    assertThat(subjects()).containsExactly("gone");

    CountDownLatch gate = new CountDownLatch(1);
    Operation<String> running =
        queue.submit(
            Kind.PULL,
            "pull",
            "slow",
            _ -> {
              gate.await();
              return "done";
            });
    queue.dismiss(running);
    assertThat(subjects()).containsExactly("gone", "slow");
    assertThatThrownBy(() -> queue.retry(running))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pull slow still runs");
    gate.countDown();
  }

  @Test
  void listenersHearOfEveryChangeOnceAndAtTheEndAllIsCancelled() {
    List<Integer> sizes = new ArrayList<>();
    Subscription listening = queue.onChange(() -> sizes.add(queue.operations().size()));
    Operation<String> done = ended("one", _ -> "done");
    queue.dismiss(done);
    queue.dismiss(done);
    assertThat(sizes).containsExactly(1, 0);
    listening.close();

    CountDownLatch never = new CountDownLatch(1);
    Operation<String> running =
        queue.submit(
            Kind.PULL,
            "pull",
            "two",
            _ -> {
              never.await();
              return "done";
            });
    queue.cancelAll();
    await().until(() -> running.state() == State.CANCELLED);
    assertThat(sizes).containsExactly(1, 0);
  }
}
