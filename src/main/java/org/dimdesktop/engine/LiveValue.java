package org.dimdesktop.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.dimdesktop.task.Subscription;

/** A value with listeners, who hear every newer one in order and never two at once. */
final class LiveValue<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Consumer<T>> listeners = new ArrayList<>();
  private volatile T value;

  LiveValue(T first) {
    value = first;
  }

  T get() {
    return value;
  }

  void set(T newer) {
    lock.lock();
    try {
      if (newer.equals(value)) {
        return;
      }
      value = newer;
      for (Consumer<T> listener : List.copyOf(listeners)) {
        listener.accept(newer);
      }
    } finally {
      lock.unlock();
    }
  }

  Subscription listen(Consumer<T> listener) {
    lock.lock();
    try {
      listeners.add(listener);
      listener.accept(value);
    } finally {
      lock.unlock();
    }
    return () -> {
      lock.lock();
      try {
        listeners.remove(listener);
      } finally {
        lock.unlock();
      }
    };
  }
}
