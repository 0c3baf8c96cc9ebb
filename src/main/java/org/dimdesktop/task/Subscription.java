package org.dimdesktop.task;

/** Ends a listening when closed; closing twice does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
