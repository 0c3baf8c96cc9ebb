package org.dimdesktop.build;

import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.jspecify.annotations.Nullable;

/** Builds images from a context directory and pushes them. Calls block and can be interrupted. */
public interface ImageBuilder {
  /**
   * Builds {@code job} and tags the image with {@link BuildJob#tag}.
   *
   * @throws FailureException {@code Failed} when a step fails, its cause naming the step
   */
  BuiltImage build(BuildJob job, BuildEvents events, OperationContext ctx);

  /**
   * Pushes a built image.
   *
   * @return the manifest's digest at the registry, {@code sha256:…}
   * @throws FailureException {@code Denied} or {@code Unauthorized} when the registry refuses, its
   *     own words in the cause
   */
  String push(
      ImageReference ref, @Nullable RegistryLogin auth, BuildEvents events, OperationContext ctx);

  /** Removes the local tag of an image; one that is gone already is no error. */
  void remove(ImageReference ref);
}
