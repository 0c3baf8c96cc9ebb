package org.dimdesktop.ui.operations;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Subscription;
import org.dimdesktop.ui.common.FxCoalescer;

/** One operation as the drawer shows it; its snapshot changes at most once a pulse. */
final class OperationItemViewModel {
  /** All that is shown of an operation, taken at one moment. */
  record Snapshot(
      Operation.State state,
      Progress progress,
      double perSecond,
      Optional<Duration> timeLeft,
      Optional<Failure> failure) {
    static Snapshot of(Operation<?> operation) {
      return new Snapshot(
          operation.state(),
          operation.progress(),
          operation.perSecond(),
          operation.timeLeft(),
          operation.failure());
    }
  }

  private final OperationQueue queue;
  private final Operation<?> operation;
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private final Subscription listening;

  OperationItemViewModel(
      OperationQueue queue, Operation<?> operation, Executor fx, Runnable changed) {
    this.queue = queue;
    this.operation = operation;
    snapshot = new ReadOnlyObjectWrapper<>(Snapshot.of(operation));
    FxCoalescer coalescer = new FxCoalescer(fx);
    Runnable update =
        () -> {
          snapshot.set(Snapshot.of(operation));
          changed.run();
        };
    listening = operation.onChange(() -> coalescer.submit(update));
    coalescer.submit(update); // a change between the first snapshot and the listening
  }

  Operation<?> operation() {
    return operation;
  }

  String title() {
    return OperationText.title(operation);
  }

  ReadOnlyObjectProperty<Snapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** One line on how it stands. */
  String status() {
    Snapshot now = snapshot.get();
    return switch (now.state()) {
      case QUEUED -> OperationText.state(now.state());
      case RUNNING -> {
        String text = OperationText.running(now.progress(), now.perSecond(), now.timeLeft());
        yield text.isEmpty() ? OperationText.state(now.state()) : text;
      }
      case SUCCEEDED -> {
        String done = OperationText.done(now.progress());
        String note = now.progress().note();
        yield OperationText.state(now.state())
            + (note.isEmpty() ? done.isEmpty() ? "" : " · " + done : " · " + note);
      }
      case FAILED -> OperationText.state(now.state());
      case CANCELLED -> {
        // What undid itself has come to an end of its own, and says how things are now.
        String note = now.progress().phase() == Progress.Phase.DONE ? now.progress().note() : "";
        yield OperationText.state(now.state()) + (note.isEmpty() ? "" : " · " + note);
      }
    };
  }

  void cancel() {
    operation.cancel();
  }

  void retry() {
    queue.retry(operation);
  }

  void dismiss() {
    queue.dismiss(operation);
  }

  void close() {
    listening.close();
  }
}
