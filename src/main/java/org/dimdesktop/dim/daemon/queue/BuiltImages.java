package org.dimdesktop.dim.daemon.queue;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.dimdesktop.model.ImageReference;

/**
 * The images that builds have left on one engine, removed whenever no build runs. Two builds of the
 * same content share one image there, and an engine (seen with 20.10) that removes the one's last
 * name while it gives the other its first loses the image under both. Safe on every thread.
 */
final class BuiltImages {
  private final Consumer<ImageReference> remove;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<ImageReference> left = new LinkedHashSet<>();
  private int building;

  BuiltImages(Consumer<ImageReference> remove) {
    this.remove = remove;
  }

  /** A build begins; waits while images are being removed. */
  void enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      building++;
    } finally {
      lock.unlock();
    }
  }

  /** The image stands on the engine and is to be removed once no build runs. */
  void add(ImageReference image) {
    lock.lock();
    try {
      left.add(image);
    } finally {
      lock.unlock();
    }
  }

  /** A build has ended, whichever way; the last one removes what all have left. */
  void leave() {
    lock.lock();
    try {
      if (--building == 0) {
        left.forEach(remove);
        left.clear();
      }
    } finally {
      lock.unlock();
    }
  }
}
