package org.dimdesktop.task;

/** What the work of an operation reports to, and how it hears of a cancel. */
public interface OperationContext {
  /** Publishes how far the work has come; cheap enough to be called for every event. */
  void report(Progress snapshot);

  /** Tells one more line of the operation's log, for whoever wants to know what happened. */
  default void line(String text) {}

  /**
   * Closes {@code resource} when the operation is cancelled or ends, so that a blocked read comes
   * back; at once if it was cancelled already.
   */
  void closeOnCancel(AutoCloseable resource);

  /** Says whether a cancel was asked for. */
  boolean isCancelled();

  /** A context that nobody watches or cancels. */
  OperationContext NONE =
      new OperationContext() {
        @Override
        public void report(Progress snapshot) {}

        @Override
        public void closeOnCancel(AutoCloseable resource) {}

        @Override
        public boolean isCancelled() {
          return Thread.currentThread().isInterrupted();
        }
      };
}
