package org.dimdesktop.dim.daemon;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.dimdesktop.build.BuildEvents;
import org.dimdesktop.build.BuildJob;
import org.dimdesktop.build.BuiltImage;
import org.dimdesktop.build.ImageBuilder;
import org.dimdesktop.build.RegistryLogin;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.OperationContext;
import org.jspecify.annotations.Nullable;

/** Stands in for the engine where the queue around it is what is tested. */
final class ScriptedBuilder implements ImageBuilder {
  static final String DIGEST = "sha256:" + "ab".repeat(32);

  /** What a build does. */
  @FunctionalInterface
  interface Script {
    void run(BuildJob job, BuildEvents events, OperationContext ctx) throws Exception;
  }

  final AtomicInteger running = new AtomicInteger();
  final AtomicInteger most = new AtomicInteger();
  volatile Script script = (job, events, ctx) -> {};
  volatile CountDownLatch pushGate = new CountDownLatch(0);

  @Override
  public BuiltImage build(BuildJob job, BuildEvents events, OperationContext ctx) {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      script.run(job, events, ctx);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      running.decrementAndGet();
    }
    return new BuiltImage("sha256:" + "cd".repeat(32));
  }

  @Override
  public String push(
      ImageReference ref, @Nullable RegistryLogin auth, BuildEvents events, OperationContext ctx) {
    try {
      pushGate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return DIGEST;
  }

  @Override
  public void remove(ImageReference ref) {}
}
