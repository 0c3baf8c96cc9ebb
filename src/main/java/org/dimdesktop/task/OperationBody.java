package org.dimdesktop.task;

import org.jspecify.annotations.Nullable;

/**
 * The work of an operation: blocking, interruptible code; it may be run again for a retry.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface OperationBody<T extends @Nullable Object> {
  /**
   * Does the work on the calling thread.
   *
   * @throws FailureException when it cannot be done
   */
  T run(OperationContext context) throws Exception;
}
