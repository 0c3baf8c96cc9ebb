package org.dimdesktop.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationsViewModelTest {
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService fx = Executors.newSingleThreadExecutor();
  private final OperationQueue queue = new OperationQueue(io);
  private final OperationsViewModel model = new OperationsViewModel(queue, fx);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void stop() {
    gate.countDown();
    io.close();
    fx.close();
  }

  private OperationItemViewModel only() {
    await().until(() -> model.items().size() == 1);
    return model.items().getFirst();
  }

  private Operation<String> pull() {
    return queue.submit(
        Operation.Kind.PULL,
        "pull",
        "team/app:1",
        context -> {
          context.report(
              Progress.of(
                  "", Progress.Phase.DOWNLOADING, 5_000_000, 20_000_000, Progress.Unit.BYTES));
          gate.await();
          return "done";
        });
  }

  @Test
  void showsBytesWhileRunningAndCountsThem() {
    pull();
    OperationItemViewModel item = only();
    assertThat(item.title()).isEqualTo("Pull team/app:1");
    await().until(() -> item.status().startsWith("5.00 MB of 20.0 MB"));
    await().until(() -> model.runningProperty().get() == 1);
    gate.countDown();
    await().until(() -> item.snapshotProperty().get().state() == Operation.State.SUCCEEDED);
    await().until(() -> model.runningProperty().get() == 0);
  }

  @Test
  void aCancelledOneCanBeRetriedAndDismissed() {
    pull();
    only().cancel();
    await().until(() -> only().snapshotProperty().get().state() == Operation.State.CANCELLED);
    OperationItemViewModel old = only();
    old.retry();
    await().until(() -> model.items().size() == 1 && !model.items().getFirst().equals(old));
    gate.countDown();
    await().until(() -> only().snapshotProperty().get().state() == Operation.State.SUCCEEDED);
    only().dismiss();
    await().until(() -> model.items().isEmpty());
  }

  @Test
  void failuresStayUntilTheyAreDismissedThemselves() {
    queue.submit(
        Operation.Kind.PULL,
        "pull",
        "no/such:1",
        _ -> {
          throw new FailureException(new Failure.NotFound("pull", "no/such:1", "unknown"));
        });
    await().until(() -> model.failedProperty().get() == 1);
    model.dismissFinished();
    assertThat(queue.operations()).hasSize(1);
    only().dismiss();
    await().until(() -> model.failedProperty().get() == 0);
  }
}
