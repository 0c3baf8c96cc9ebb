package org.dimdesktop.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkTest {
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final OperationQueue queue = new OperationQueue(io);
  private final Set<Integer> broken = ConcurrentHashMap.newKeySet();
  private final Queue<Integer> done = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    io.close();
  }

  private Operation<?> start(int things, int atOnce) {
    return queue.submit(
        Operation.Kind.REMOVE,
        "remove",
        "things",
        new Bulk<>(
            "remove",
            IntStream.range(0, things).boxed().toList(),
            i -> "thing " + i,
            this::step,
            atOnce,
            io));
  }

  private void step(int i) {
    if (broken.contains(i)) {
      throw new FailureException(
          new Failure.Conflict("remove", "id" + i, "it is used", List.of("user-" + i)));
    }
    done.add(i);
  }

  private static void waitFor(Operation<?> operation) {
    await().until(() -> operation.state().isEnd());
  }

  @Test
  void whatFailsKeepsNothingElseFromBeingDoneAndARetryDoesOnlyWhatIsLeft() {
    broken.addAll(Set.of(2, 4));
    Operation<?> first = start(6, 3);
    waitFor(first);
    assertThat(done).containsExactlyInAnyOrder(0, 1, 3, 5);
    assertThat(first.state()).isEqualTo(Operation.State.FAILED);
    Failure.Conflict why = (Failure.Conflict) first.failure().orElseThrow();
    assertThat(why.subject()).isEqualTo("2 of 6");
    assertThat(why.cause()).isEqualTo("thing 2: it is used\nthing 4: it is used");
    assertThat(why.blockers()).containsExactly("user-2", "user-4");
    broken.clear();
    Operation<?> second = queue.retry(first);
    waitFor(second);
    assertThat(second.state()).isEqualTo(Operation.State.SUCCEEDED);
    assertThat(done).hasSize(6).endsWith(2, 4).doesNotHaveDuplicates();
    assertThat(second.progress().current()).isEqualTo(6);
  }

  @Test
  void ofManyThePartsAreThoseThatMatterAndTheLogHasALineForEach() {
    broken.add(90);
    Operation<?> operation = start(100, 1);
    waitFor(operation);
    assertThat(operation.progress().parts()).hasSize(40);
    assertThat(operation.progress().parts().getFirst().label()).isEqualTo("thing 90");
    assertThat(operation.lines(0)).hasSizeGreaterThanOrEqualTo(100);
    assertThat(operation.failure()).containsInstanceOf(Failure.Conflict.class);
  }

  @Test
  void aCancelEndsTheStepThatRunsAndBeginsNoOther() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    Operation<?> operation =
        queue.submit(
            Operation.Kind.OTHER,
            "stop",
            "things",
            new Bulk<>(
                "stop",
                List.of(1, 2, 3, 4),
                String::valueOf,
                i -> {
                  running.countDown();
                  done.add(i);
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    throw new FailureException(new Failure.Cancelled("stop", "it", "cancelled"), e);
                  }
                },
                2,
                io));
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    operation.cancel();
    assertThatThrownBy(() -> operation.future().get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(FailureException.class);
    assertThat(operation.state()).isEqualTo(Operation.State.CANCELLED);
    assertThat(done).containsExactlyInAnyOrder(1, 2);
  }
}
