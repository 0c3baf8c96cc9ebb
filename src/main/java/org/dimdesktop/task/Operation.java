package org.dimdesktop.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long action that a person can watch, cancel and retry; it is run by {@link OperationQueue}.
 * Every method may be called on any thread; listeners are called on the thread that made the
 * change, progress at most 20 times a second.
 *
 * @param <T> the type of the result
 */
public final class Operation<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Operation.class);
  private static final long MIN_NANOS_BETWEEN_UPDATES = Duration.ofMillis(50).toNanos();

  /**
   * One line of an operation's log.
   *
   * @param number counts from 0, without a gap
   */
  public record Line(long number, Instant time, String text) {}

  /** Where an operation is; it only ever moves forward. */
  public enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Says whether the operation has ended. */
    public boolean isEnd() {
      return compareTo(SUCCEEDED) >= 0;
    }
  }

  /** What an operation is about, for the list of operations. */
  public enum Kind {
    PULL,
    PUSH,
    BUILD,
    COPY,
    PRUNE,
    REMOVE,
    RUN,
    UPDATE,
    OTHER
  }

  private final String id;
  private final Kind kind;
  private final String action;
  private final String subject;
  private final OperationBody<T> body;
  private final Instant createdAt = Instant.now();
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<AutoCloseable> resources = new CopyOnWriteArrayList<>();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final OperationLines lines = new OperationLines();
  private final RateMeter rate = new RateMeter();

  private volatile State state = State.QUEUED;
  private volatile Progress progress = Progress.NONE;
  private volatile @Nullable T result;
  private volatile @Nullable Failure failure;
  private volatile @Nullable Instant endedAt;
  private volatile @Nullable Thread runner;
  private volatile double perSecond;
  private volatile Optional<Duration> timeLeft = Optional.empty();
  private long lastUpdateNanos;

  Operation(String id, Kind kind, String action, String subject, OperationBody<T> body) {
    this.id = id;
    this.kind = kind;
    this.action = action;
    this.subject = subject;
    this.body = body;
  }

  /** Runs the body to its end on the calling thread, and never throws. */
  void run() {
    runner = Thread.currentThread();
    if (cancelled.get()) {
      end(State.CANCELLED, null, cancelledFailure());
      return;
    }
    state = State.RUNNING;
    fire();
    try {
      T value = body.run(new Context());
      end(State.SUCCEEDED, value, null);
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
      // Some errors too: an operation that ended by one must not look as if it went on for ever.
      if (cancelled.get()) {
        end(State.CANCELLED, null, cancelledFailure());
      } else {
        Failure f = FailureException.of(e, action, subject);
        end(f instanceof Failure.Cancelled ? State.CANCELLED : State.FAILED, null, f);
      }
    } finally {
      runner = null;
      Thread.interrupted(); // a late cancel must not leak into what the thread does next
    }
  }

  private Failure cancelledFailure() {
    return new Failure.Cancelled(action, subject, "it was cancelled");
  }

  private void end(State end, @Nullable T value, @Nullable Failure why) {
    closeResources();
    result = value;
    failure = why;
    endedAt = Instant.now();
    if (why != null) {
      lines.add(why.cause());
    }
    state = end;
    fire();
    if (why == null) {
      @SuppressWarnings("NullAway") // T itself may be nullable, as in Operation<Void>
      var _ = future.complete(value);
    } else {
      future.completeExceptionally(new FailureException(why));
    }
  }

  private void fire() {
    for (Runnable listener : listeners) {
      listener.run();
    }
  }

  /** Asks the operation to stop: interrupts its thread and closes what it registered. */
  public void cancel() {
    if (state.isEnd() || !cancelled.compareAndSet(false, true)) {
      return;
    }
    closeResources();
    Thread thread = runner;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void closeResources() {
    for (AutoCloseable resource : resources) {
      resources.remove(resource);
      try {
        resource.close();
      } catch (Exception e) {
        LOG.debug("closing a resource of {} {}", action, subject, e);
      }
    }
  }

  /** Calls {@code listener} after every change from now on, until the subscription is closed. */
  public Subscription onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Completes with the result, or with a {@link FailureException}. */
  public CompletableFuture<T> future() {
    return future;
  }

  /** An id that no other operation of this process has. */
  public String id() {
    return id;
  }

  /** What the operation is about. */
  public Kind kind() {
    return kind;
  }

  /** What is done, as a verb phrase in lower case: {@code pull}. */
  public String action() {
    return action;
  }

  /** What it is done to. */
  public String subject() {
    return subject;
  }

  /** Where the operation is. */
  public State state() {
    return state;
  }

  /** The newest progress. */
  public Progress progress() {
    return progress;
  }

  /** Units per second over the last few seconds; 0 while unknown. */
  public double perSecond() {
    return perSecond;
  }

  /** Time left at the present rate; empty while unknown. */
  public Optional<Duration> timeLeft() {
    return timeLeft;
  }

  /** The result, once it has succeeded with one. */
  public Optional<T> result() {
    return Optional.ofNullable(result);
  }

  /** Why it did not succeed, once it has ended so. */
  public Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  /** The lines of its log from this number on, at most the newest ten thousand. */
  public List<Line> lines(long from) {
    return lines.from(from);
  }

  /** Whether it has told anything line by line. */
  public boolean hasLines() {
    return !lines.isEmpty();
  }

  /** When it was submitted. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it ended. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  OperationBody<T> body() {
    return body;
  }

  private final class Context implements OperationContext {
    @Override
    public void report(Progress snapshot) {
      synchronized (Operation.this) {
        long now = System.nanoTime();
        rate.record(now, snapshot.current());
        progress = snapshot;
        if (now - lastUpdateNanos < MIN_NANOS_BETWEEN_UPDATES && !snapshot.phase().isEnd()) {
          return;
        }
        lastUpdateNanos = now;
        perSecond = rate.perSecond();
        timeLeft = rate.timeLeft(snapshot.current(), snapshot.total());
      }
      fire();
    }

    @Override
    public void line(String text) {
      lines.add(text);
      fire();
    }

    @Override
    public void closeOnCancel(AutoCloseable resource) {
      resources.add(resource);
      if (cancelled.get()) {
        closeResources();
      }
    }

    @Override
    public boolean isCancelled() {
      return cancelled.get();
    }
  }
}
