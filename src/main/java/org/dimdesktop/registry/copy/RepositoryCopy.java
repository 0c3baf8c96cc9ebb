package org.dimdesktop.registry.copy;

import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.dimdesktop.task.Progress.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Copies many tags of a repository, only those that are missing or different at the target. Blocks,
 * is ended by an interrupt; tags that were done until then stay.
 */
public final class RepositoryCopy {
  private final RegistryClient client;
  private final ImageReference repository;
  private final Copier copier;

  /** Opens the target for a tag. */
  @FunctionalInterface
  public interface Targets {
    /** The target. */
    ImageTarget of(String tag);
  }

  /**
   * How one tag fared.
   *
   * @param result what was or would be done; null where the target had the very same already
   */
  public record TagResult(String tag, @Nullable CopyResult result) {}

  /** Copies from this repository. */
  public RepositoryCopy(RegistryClient client, ImageReference repository, Copier copier) {
    this.client = client;
    this.repository = repository;
    this.copier = copier;
  }

  /** All tags of the repository, in the registry's order. */
  public List<String> tags() {
    List<String> tags = new ArrayList<>();
    client.tags(repository, tags::addAll);
    return tags;
  }

  /** Copies these tags, or only says what that would move. */
  public List<TagResult> copy(
      List<String> tags, Targets targets, Choice choice, boolean dryRun, OperationContext context) {
    List<TagResult> results = new ArrayList<>();
    for (String tag : tags) {
      Inner inner = new Inner(context, tags.size(), results.size());
      ImageReference from = repository.withTag(tag);
      try (ImageSource source = new RegistrySource(client, from);
          ImageTarget target = targets.of(tag)) {
        results.add(
            new TagResult(
                tag,
                same(from, target, choice)
                    ? null
                    : one(source, target, choice, tag, dryRun, inner)));
      } catch (FailureException e) {
        throw done(e, results.size(), tags.size());
      }
      inner.report(Progress.of(tag, Phase.DONE, 0, 0, Unit.BYTES));
    }
    return results;
  }

  private CopyResult one(
      ImageSource source,
      ImageTarget target,
      Choice choice,
      String tag,
      boolean dryRun,
      OperationContext context) {
    return dryRun
        ? copier.estimate(source, target, choice, tag)
        : copier.copy(source, target, choice, tag, context);
  }

  private boolean same(ImageReference from, ImageTarget target, Choice choice) {
    Digest there = target.present().orElse(null);
    if (there == null) {
      return false;
    }
    Descriptor here = client.head(from);
    boolean whole = choice.platform() == null || !MediaTypes.isIndex(here.mediaType());
    return whole && there.equals(here.digest());
  }

  /** A failure in the middle says how far it came. */
  private static FailureException done(FailureException e, int done, int all) {
    if (done == 0 || e.failure() instanceof Failure.Cancelled) {
      return e;
    }
    Failure f = e.failure();
    String cause = f.cause() + " (" + done + " of " + all + " tags are done)";
    return new FailureException(new Failure.Failed(f.action(), f.subject(), cause), e);
  }

  /** The progress of one tag as a part of all. */
  private record Inner(OperationContext outer, int all, int before) implements OperationContext {
    @Override
    public void report(Progress tag) {
      boolean ended = tag.phase().isEnd();
      outer.report(
          new Progress(
              "",
              ended && before + 1 == all ? Phase.DONE : Phase.UPLOADING,
              ended ? before + 1L : before,
              all,
              Unit.STEPS,
              tag.label(),
              List.of(tag)));
    }

    @Override
    public void closeOnCancel(AutoCloseable resource) {
      outer.closeOnCancel(resource);
    }

    @Override
    public boolean isCancelled() {
      return outer.isCancelled();
    }
  }
}
