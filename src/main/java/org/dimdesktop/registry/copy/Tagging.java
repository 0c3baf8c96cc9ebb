package org.dimdesktop.registry.copy;

import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.Retry;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.dimdesktop.task.Progress.Unit;

/**
 * Gives what a tag stands for one more name at its registry. In the same repository one manifest is
 * written, byte for byte; to another one the registry takes the layers over by itself, and only
 * what it refuses to is moved.
 */
public final class Tagging {
  private final RegistryClient client;
  private final Copier copier;

  /** Tags by this client. */
  public Tagging(RegistryClient client, Copier copier) {
    this.client = client;
    this.copier = copier;
  }

  /**
   * Writes the tag {@code to}, also where it stands for something else; blocks.
   *
   * @throws FailureException Invalid when the two are at different registries
   */
  public CopyResult tag(ImageReference from, ImageReference to, OperationContext context) {
    if (!from.domain().equals(to.domain())) {
      throw new FailureException(
          new Failure.Invalid(
              "tag", from.familiar(), to.domain() + " is another registry; copy it there", null));
    }
    if (!from.path().equals(to.path())) {
      return copier.copy(
          new RegistrySource(client, from),
          new RegistryTarget(client, to),
          Choice.ALL,
          to.familiar(),
          context);
    }
    String subject = to.familiar();
    context.report(Progress.of(subject, Phase.RUNNING, 0, 1, Unit.STEPS));
    Manifest manifest = client.manifest(from);
    Retry.run(subject, () -> client.writer().put(to, manifest));
    context.report(Progress.of(subject, Phase.DONE, 1, 1, Unit.STEPS));
    return new CopyResult(
        manifest.descriptor().digest(),
        manifest.descriptor().mediaType(),
        null,
        1,
        CopyResult.Share.NONE,
        CopyResult.Share.NONE,
        CopyResult.Share.NONE);
  }
}
