package org.dimdesktop.app;

import org.dimdesktop.build.BuildEvents;
import org.dimdesktop.build.BuildJob;
import org.dimdesktop.build.BuiltImage;
import org.dimdesktop.build.ImageBuilder;
import org.dimdesktop.build.RegistryLogin;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.OperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells of every image that was built: engines before 23.0 raise no event for what BuildKit made,
 * and the list of images would learn of it a minute later.
 */
final class TellingBuilder implements ImageBuilder {
  private final ImageBuilder builder;
  private final Runnable built;

  TellingBuilder(ImageBuilder builder, Runnable built) {
    this.builder = builder;
    this.built = built;
  }

  @Override
  public BuiltImage build(BuildJob job, BuildEvents events, OperationContext ctx) {
    BuiltImage image = builder.build(job, events, ctx);
    built.run();
    return image;
  }

  @Override
  public String push(
      ImageReference ref, @Nullable RegistryLogin auth, BuildEvents events, OperationContext ctx) {
    return builder.push(ref, auth, events, ctx);
  }

  @Override
  public void remove(ImageReference ref) {
    builder.remove(ref);
  }
}
