package org.dimdesktop.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads that may block, for the commands, most of which are over soon. They are the system's own:
 * once a virtual thread has waited for a socket, the JVM takes 0.3 s longer to end, because it
 * waits for the thread that looks after such sockets, and a registry answers in less than that.
 */
final class CommandThreads {
  private CommandThreads() {}

  /** As many as it takes; none of them keeps the process alive. */
  static ExecutorService start() {
    return Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("io-", 0).factory());
  }
}
