package org.dimdesktop.ui.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.ui.common.FxCoalescer;

/** Every operation of the queue, newest first, and how many of them run or failed. */
public final class OperationsViewModel {
  private final OperationQueue queue;
  private final Executor fx;
  private final ObservableList<OperationItemViewModel> items = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper running = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper failed = new ReadOnlyIntegerWrapper();

  /** Follows {@code queue}; properties change on {@code fx}. */
  public OperationsViewModel(OperationQueue queue, Executor fx) {
    this.queue = queue;
    this.fx = fx;
    FxCoalescer coalescer = new FxCoalescer(fx);
    // The queue outlives the window, so this is never undone.
    queue.onChange(() -> coalescer.submit(this::sync));
    coalescer.submit(this::sync);
  }

  private void sync() {
    Map<String, OperationItemViewModel> known = new HashMap<>();
    items.forEach(item -> known.put(item.operation().id(), item));
    List<OperationItemViewModel> now = new ArrayList<>();
    for (Operation<?> operation : queue.operations().reversed()) {
      OperationItemViewModel item = known.remove(operation.id());
      now.add(item == null ? new OperationItemViewModel(queue, operation, fx, this::count) : item);
    }
    known.values().forEach(OperationItemViewModel::close);
    items.setAll(now);
    count();
  }

  private void count() {
    running.set((int) items.stream().filter(i -> !i.operation().state().isEnd()).count());
    failed.set(
        (int) items.stream().filter(i -> i.operation().state() == Operation.State.FAILED).count());
  }

  /** The operations, newest first. */
  ObservableList<OperationItemViewModel> items() {
    return items;
  }

  /** How many have not ended. */
  public ReadOnlyIntegerProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** How many failed and were not dismissed. */
  public ReadOnlyIntegerProperty failedProperty() {
    return failed.getReadOnlyProperty();
  }

  /** Dismisses all that ended well or were cancelled; failures stay. */
  public void dismissFinished() {
    for (Operation<?> operation : queue.operations()) {
      if (operation.state() != Operation.State.FAILED) {
        queue.dismiss(operation);
      }
    }
  }
}
