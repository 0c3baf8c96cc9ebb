package org.dimdesktop.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The work of an operation on several things, each with a result of its own: what fails does not
 * keep the others from being done, and a retry does only what is left. The result is how many there
 * are. Thread-safe.
 *
 * @param <T> what it works on, told apart by {@code equals}
 */
public final class Bulk<T> implements OperationBody<Integer> {
  /** More parts than this nobody reads; the log has a line for each. */
  private static final int MOST_PARTS = 40;

  private static final int MOST_CAUSES = 10;

  private final String action;
  private final Function<T, String> name;
  private final Consumer<T> step;
  private final int atOnce;
  private final Executor io;
  private final Map<T, Item> items = new LinkedHashMap<>();

  private static final class Item {
    private final String name;
    private Progress.Phase phase = Progress.Phase.WAITING;
    private @Nullable Failure failure;

    Item(String name) {
      this.name = name;
    }

    Progress progress() {
      return Progress.of(name, phase, 0, Progress.UNKNOWN, Progress.Unit.NONE);
    }
  }

  /**
   * Work that has not begun.
   *
   * @param action what is done, a verb phrase for failures
   * @param name what one of the things is called
   * @param step does it with one of them; blocking and interruptible, it throws {@link
   *     FailureException}
   * @param atOnce how many steps run at a time, at least 1
   * @param io runs them
   */
  public Bulk(
      String action,
      List<T> things,
      Function<T, String> name,
      Consumer<T> step,
      int atOnce,
      Executor io) {
    this.action = action;
    this.name = name;
    this.step = step;
    this.atOnce = atOnce;
    this.io = io;
    things.forEach(thing -> items.put(thing, new Item(name.apply(thing))));
  }

  /** What could not be done so far, and why, in the order of the things. */
  public synchronized Map<T, Failure> failures() {
    Map<T, Failure> failures = new LinkedHashMap<>();
    items.forEach((thing, item) -> {
      if (item.failure != null) {
        failures.put(thing, item.failure);
      }
    });
    return failures;
  }

  @Override
  public Integer run(OperationContext context) throws Exception {
    Queue<T> queue = new ConcurrentLinkedQueue<>(left());
    report(context);
    List<FutureTask<Boolean>> workers = new ArrayList<>();
    for (int i = Math.min(atOnce, queue.size()); i > 0; i--) {
      workers.add(new FutureTask<>(() -> work(queue, context), true));
    }
    context.closeOnCancel(() -> workers.forEach(worker -> worker.cancel(true)));
    workers.forEach(io::execute);
    for (FutureTask<Boolean> worker : workers) {
      var _ = worker.get();
    }
    Map<T, Failure> failures = failures();
    if (!failures.isEmpty()) {
      throw new FailureException(all(failures));
    }
    return items.size();
  }

  private synchronized List<T> left() {
    List<T> left = new ArrayList<>();
    items.forEach((thing, item) -> {
      if (item.phase != Progress.Phase.DONE) {
        item.phase = Progress.Phase.WAITING;
        item.failure = null;
        left.add(thing);
      }
    });
    return left;
  }

  private void work(Queue<T> queue, OperationContext context) {
    for (T thing = queue.poll(); thing != null && !context.isCancelled(); thing = queue.poll()) {
      became(thing, Progress.Phase.RUNNING, null, context);
      try {
        step.accept(thing);
        became(thing, Progress.Phase.DONE, null, context);
        context.line(action + " " + name.apply(thing));
      } catch (RuntimeException e) {
        Failure failure = FailureException.of(e, action, name.apply(thing));
        if (failure instanceof Failure.Cancelled) {
          became(thing, Progress.Phase.WAITING, null, context);
          return;
        }
        became(thing, Progress.Phase.FAILED, failure, context);
        context.line(action + " " + name.apply(thing) + ": " + failure.cause());
      }
    }
  }

  private void became(
      T thing, Progress.Phase phase, @Nullable Failure failure, OperationContext context) {
    synchronized (this) {
      Item item = items.get(thing);
      if (item != null) {
        item.phase = phase;
        item.failure = failure;
      }
    }
    report(context);
  }

  /** All of it under the lock, for an older snapshot must not be told after a newer one. */
  private synchronized void report(OperationContext context) {
    if (items.size() == 1) { // there is nothing to count
      return;
    }
    List<Item> shown = new ArrayList<>(items.values());
    long ended = shown.stream().filter(item -> item.phase.isEnd()).count();
    long failed = shown.stream().filter(item -> item.failure != null).count();
    if (shown.size() > MOST_PARTS) { // what a person has to know of first
      shown.sort(Comparator.comparingInt(Bulk::rank));
      shown = shown.subList(0, MOST_PARTS);
    }
    context.report(
        new Progress(
            "",
            Progress.Phase.RUNNING,
            ended,
            items.size(),
            Progress.Unit.STEPS,
            failed == 0 ? "" : failed + " failed",
            shown.stream().map(Item::progress).toList()));
  }

  private static int rank(Item item) {
    return switch (item.phase) {
      case FAILED -> 0;
      case WAITING -> 2;
      case DONE, EXISTS -> 3;
      default -> 1;
    };
  }

  /** One failure as it is; several in one, which is a conflict when each of them is. */
  private Failure all(Map<T, Failure> byThing) {
    List<Failure> failures = List.copyOf(byThing.values());
    if (failures.size() == 1) {
      return failures.getFirst();
    }
    String subject = failures.size() + " of " + items.size();
    String causes =
        byThing.entrySet().stream()
            .limit(MOST_CAUSES)
            .map(entry -> name.apply(entry.getKey()) + ": " + entry.getValue().cause())
            .collect(Collectors.joining("\n"));
    if (failures.stream().allMatch(Failure.Conflict.class::isInstance)) {
      List<String> blockers =
          failures.stream()
              .flatMap(failure -> ((Failure.Conflict) failure).blockers().stream())
              .distinct()
              .toList();
      return new Failure.Conflict(action, subject, causes, blockers);
    }
    return new Failure.Failed(action, subject, causes);
  }
}
