package org.dimdesktop.registry.delete;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Deletes;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.TagSiblings;
import org.dimdesktop.registry.delete.DeletionPlan.Image;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.dimdesktop.task.Progress.Unit;

/**
 * Does what a {@link DeletionPlan} says, and nothing that it does not say: what has changed since
 * is left alone. Blocks, is ended by an interrupt; what was deleted until then stays deleted.
 */
public final class Deletion {
  private static final String ACTION = "delete";

  private final RegistryClient client;
  private final TagSiblings siblings;

  /** Looks once more on threads of {@code io} before it deletes. */
  public Deletion(RegistryClient client, Executor io) {
    this.client = client;
    this.siblings = new TagSiblings(client, io);
  }

  /**
   * Deletes the chosen tags, by themselves where the registry can.
   *
   * @return the tags that are gone by this, sorted
   * @throws FailureException when some could not be deleted, after all were tried
   */
  public List<String> run(DeletionPlan plan, OperationContext context) {
    if (plan.ability() == Deletes.NOTHING && !plan.images().isEmpty()) {
      Image first = plan.images().getFirst(); // the registry says why not
      client.writer().delete(plan.repository().withDigest(first.digest()));
      return first.tags();
    }
    List<String> deleted = new ArrayList<>();
    List<FailureException> failed = new ArrayList<>();
    int done = 0;
    for (Image image : plan.images()) {
      context.report(progress(plan, done++, Phase.RUNNING));
      try {
        delete(plan, image, deleted);
      } catch (FailureException e) {
        if (e.failure() instanceof Failure.Cancelled) {
          throw e;
        }
        failed.add(e);
      }
    }
    if (!failed.isEmpty()) {
      throw summary(plan, failed);
    }
    context.report(progress(plan, done, Phase.DONE));
    return deleted.stream().sorted().toList();
  }

  private void delete(DeletionPlan plan, Image image, List<String> deleted) {
    ImageReference repository = plan.repository();
    if (plan.ability() == Deletes.TAGS) {
      for (String tag : image.tags()) {
        check(image, Map.of(tag, client.head(repository.withTag(tag)).digest()), repository);
        client.writer().delete(repository.withTag(tag));
        deleted.add(tag);
      }
      return;
    }
    List<String> known = new ArrayList<>(image.tags());
    known.addAll(image.siblings());
    check(image, siblings.of(repository, known, (_, _) -> {}), repository);
    newSiblings(plan, image);
    client.writer().delete(repository.withDigest(image.digest()));
    deleted.addAll(known);
  }

  /**
   * A tag that stands for something else by now was moved by somebody: it is not ours to delete.
   */
  private static void check(Image image, Map<String, Digest> now, ImageReference repository) {
    for (String tag : image.tags()) {
      Digest digest = now.get(tag);
      if (digest != null && !digest.equals(image.digest())) {
        throw new FailureException(
            new Failure.Conflict(
                ACTION,
                repository.withTag(tag).familiar(),
                "it stands for another image by now, " + digest,
                List.of()));
      }
    }
  }

  /** Tags that were made since the plan was. */
  private void newSiblings(DeletionPlan plan, Image image) {
    ImageReference repository = plan.repository();
    Set<String> known = new HashSet<>(plan.tags());
    List<String> fresh = new ArrayList<>();
    client.tags(
        repository, page -> page.stream().filter(t -> !known.contains(t)).forEach(fresh::add));
    SortedMap<String, Digest> found = siblings.of(repository, fresh, (_, _) -> {});
    List<String> more =
        found.entrySet().stream()
            .filter(entry -> entry.getValue().equals(image.digest()))
            .map(Map.Entry::getKey)
            .toList();
    if (!more.isEmpty()) {
      throw new FailureException(
          new Failure.Conflict(
              ACTION,
              repository.withDigest(image.digest()).familiar(),
              "the tags " + String.join(", ", more) + " were put on it meanwhile",
              more));
    }
  }

  private static FailureException summary(DeletionPlan plan, List<FailureException> failed) {
    FailureException first = failed.getFirst();
    if (plan.images().size() == 1) {
      return first;
    }
    Failure f = first.failure();
    String cause =
        f.cause() + " (" + failed.size() + " of " + plan.images().size() + " images stay)";
    return new FailureException(new Failure.Failed(f.action(), f.subject(), cause), first);
  }

  private static Progress progress(DeletionPlan plan, int done, Phase phase) {
    return Progress.of(plan.repository().familiar(), phase, done, plan.images().size(), Unit.STEPS);
  }
}
