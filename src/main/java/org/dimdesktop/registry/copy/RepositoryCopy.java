package org.dimdesktop.registry.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * Copies many tags of a repository, as a rule only those that are missing or different at the
 * target. Blocks, is ended by an interrupt; tags that were done until then stay.
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
   * @param result what was or would be done; null where the target was left as it is
   * @param before what the target's name stood for, or null
   */
  public record TagResult(String tag, @Nullable CopyResult result, @Nullable Digest before) {
    /** Says whether a name that stood for something else is moved. */
    public boolean replaces() {
      return result != null && before != null && !before.equals(result.digest());
    }
  }

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

  /** Copies the tags that are missing or different, or only says what that would move. */
  public List<TagResult> copy(
      List<String> tags, Targets targets, Choice choice, boolean dryRun, OperationContext context) {
    return dryRun
        ? estimate(tags, targets, choice, Sync.DIFFERENT, context)
        : each(tags, targets, choice, Sync.DIFFERENT, Progress.UNKNOWN, context);
  }

  /**
   * Finds out how many bytes are to be moved, then copies, with progress by those bytes over all
   * tags.
   */
  public List<TagResult> copy(
      List<String> tags, Targets targets, Choice choice, Sync sync, OperationContext context) {
    long expected = 0;
    if (tags.size() > 1) { // the copy of one says so itself
      for (TagResult tag : estimate(tags, targets, choice, sync, context)) {
        expected += tag.result() == null ? 0 : tag.result().moved().bytes();
        expected += tag.result() == null ? 0 : tag.result().mounted().bytes();
      }
    }
    return each(tags, targets, choice, sync, expected, context);
  }

  /** What {@link #copy} would do now; nothing is written, and what tags share counts once. */
  public List<TagResult> estimate(
      List<String> tags, Targets targets, Choice choice, Sync sync, OperationContext context) {
    Set<Digest> coming = ConcurrentHashMap.newKeySet();
    List<TagResult> results = new ArrayList<>();
    for (String tag : tags) {
      context.report(
          new Progress("", Phase.RUNNING, results.size(), tags.size(), Unit.STEPS, tag, List.of()));
      ImageReference from = repository.withTag(tag);
      try (ImageSource source = new RegistrySource(client, from);
          ImageTarget target = new ForeseenTarget(targets.of(tag), coming)) {
        Digest before = target.present().orElse(null);
        results.add(
            new TagResult(
                tag,
                stays(from, before, choice, sync)
                    ? null
                    : copier.estimate(source, target, choice, tag),
                before));
      } catch (FailureException e) {
        throw done(e, results.size(), tags.size());
      }
    }
    return results;
  }

  private List<TagResult> each(
      List<String> tags,
      Targets targets,
      Choice choice,
      Sync sync,
      long expected,
      OperationContext context) {
    List<TagResult> results = new ArrayList<>();
    long moved = 0;
    for (String tag : tags) {
      ManyProgress inner = new ManyProgress(context, tags.size(), results.size(), moved, expected);
      ImageReference from = repository.withTag(tag);
      long now = 0;
      try (ImageSource source = new RegistrySource(client, from);
          ImageTarget target = targets.of(tag)) {
        Digest before = target.present().orElse(null);
        CopyResult result =
            stays(from, before, choice, sync)
                ? null
                : copier.copy(source, target, choice, tag, inner);
        now = result == null ? 0 : result.moved().bytes();
        moved += result == null ? 0 : now + result.mounted().bytes();
        results.add(new TagResult(tag, result, before));
      } catch (FailureException e) {
        throw done(e, results.size(), tags.size());
      }
      if (tags.size() > 1 || results.getFirst().result() == null) {
        inner.report(Progress.of(tag, Phase.DONE, now, now, Unit.BYTES));
      }
    }
    return results;
  }

  private boolean stays(ImageReference from, @Nullable Digest there, Choice choice, Sync sync) {
    if (there == null || sync == Sync.ALL) {
      return false;
    }
    if (sync == Sync.MISSING) {
      return true;
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
}
