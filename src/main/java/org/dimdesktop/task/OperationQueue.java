package org.dimdesktop.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every operation of this process, running or ended, until it is dismissed. Thread-safe; listeners
 * are called on the thread that made the change.
 */
public final class OperationQueue {
  private final Executor io;
  private final AtomicLong ids = new AtomicLong();
  private final CopyOnWriteArrayList<Operation<?>> operations = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Runs each operation on a thread of {@code io}, which must not bound how many run at once. */
  public OperationQueue(Executor io) {
    this.io = io;
  }

  /**
   * Starts an operation at once.
   *
   * @param action a verb phrase in lower case: {@code pull}
   * @param subject what it is done to
   */
  public <T> Operation<T> submit(
      Operation.Kind kind, String action, String subject, OperationBody<T> body) {
    Operation<T> operation = make(kind, action, subject, body);
    operations.add(operation);
    start(operation);
    return operation;
  }

  private <T> Operation<T> make(
      Operation.Kind kind, String action, String subject, OperationBody<T> body) {
    return new Operation<>(Long.toString(ids.incrementAndGet()), kind, action, subject, body);
  }

  private void start(Operation<?> operation) {
    fire();
    io.execute(operation::run);
  }

  /**
   * Starts the work of an ended operation again, as a new operation in the old one's place.
   *
   * @throws IllegalStateException when it still runs
   */
  public <T> Operation<T> retry(Operation<T> ended) {
    if (!ended.state().isEnd()) {
      throw new IllegalStateException(ended.action() + " " + ended.subject() + " still runs");
    }
    Operation<T> again = make(ended.kind(), ended.action(), ended.subject(), ended.body());
    AtomicBoolean replaced = new AtomicBoolean();
    operations.replaceAll(one -> {
      if (one == ended) {
        replaced.set(true);
        return again;
      }
      return one;
    });
    if (!replaced.get()) { // dismissed meanwhile
      operations.add(again);
    }
    start(again);
    return again;
  }

  /** Forgets an operation that has ended; one that still runs is kept. */
  public void dismiss(Operation<?> operation) {
    if (operation.state().isEnd() && operations.remove(operation)) {
      fire();
    }
  }

  /** All operations, oldest first. */
  public List<Operation<?>> operations() {
    return List.copyOf(operations);
  }

  /** Calls {@code listener} whenever an operation was added or dismissed. */
  public Subscription onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Cancels whatever still runs; for the program's end. */
  public void cancelAll() {
    operations.forEach(Operation::cancel);
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
