package org.dimdesktop.updates.apply;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Passes steps on: those of an update to whoever started it, all of them to whoever listens.
 * Thread-safe; everybody is told on the thread that updates.
 */
public final class StepRelay implements StepHook {
  private static final ScopedValue<StepHook> WATCHER = ScopedValue.newInstance();

  private final List<StepHook> listeners = new CopyOnWriteArrayList<>();

  /** Updates by {@code work} on the calling thread; {@code watcher} is told of its steps alone. */
  public <T> T watched(StepHook watcher, Supplier<T> work) {
    return ScopedValue.where(WATCHER, watcher).call(work::get);
  }

  /** Is told of every step of every update from now on. */
  public void listen(StepHook listener) {
    listeners.add(listener);
  }

  @Override
  public void at(Step step, String subject, boolean done) {
    if (WATCHER.isBound()) {
      WATCHER.get().at(step, subject, done);
    }
    listeners.forEach(listener -> listener.at(step, subject, done));
  }
}
