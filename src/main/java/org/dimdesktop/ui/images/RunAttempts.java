package org.dimdesktop.ui.images;

import java.util.concurrent.ExecutionException;
import org.dimdesktop.engine.container.RunSpec;
import org.dimdesktop.task.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one form to run a container: each is an operation, and the next one takes the
 * place of one that failed.
 */
final class RunAttempts {
  private final ImagesViewModel model;
  private @Nullable Operation<String> last;

  RunAttempts(ImagesViewModel model) {
    this.model = model;
  }

  /** Makes the container and starts it; blocks, and an interrupt cancels it. */
  synchronized String run(String title, RunSpec spec)
      throws InterruptedException, ExecutionException {
    if (last != null) {
      model.dismiss(last);
    }
    Operation<String> now = model.run(title, spec);
    last = now;
    try {
      return now.future().get();
    } catch (InterruptedException e) {
      now.cancel();
      throw e;
    }
  }
}
