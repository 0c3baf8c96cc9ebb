package org.dimdesktop.registry.copy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Parallel;
import org.dimdesktop.registry.Pauses;
import org.dimdesktop.registry.RegistryWriter.Arrival;
import org.dimdesktop.registry.Retry;
import org.dimdesktop.registry.copy.CopyResult.Share;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Copies an image: blobs first and several at a time, then manifests from the inside out, the name
 * last; whatever goes wrong before leaves the name as it was. Manifests are passed on byte for
 * byte. Blocks, is ended by an interrupt, and throws {@link org.dimdesktop.task.FailureException}
 * alone; thread-safe.
 */
public final class Copier {
  private static final int BLOBS_AT_A_TIME = 6;

  private final Executor io;

  /** A copier that works on threads of {@code io}, several at a time. */
  public Copier(Executor io) {
    this.io = io;
  }

  /** Copies what the source names to where the target says. */
  public CopyResult copy(
      ImageSource source,
      ImageTarget target,
      Choice choice,
      String subject,
      OperationContext context) {
    return Pauses.watchedFor(
        note -> context.report(Progress.NONE.withNote(note)),
        () -> {
          CopyPlan plan = CopyPlan.of(source, choice, subject);
          target.check(plan.top());
          return move(source, target, plan, subject, context);
        });
  }

  private CopyResult move(
      ImageSource source,
      ImageTarget target,
      CopyPlan plan,
      String subject,
      OperationContext context) {
    Tally tally = new Tally();
    CopyProgress progress = new CopyProgress(subject, plan.blobs(), context);
    progress.report(Phase.UPLOADING, true);
    // Asked meanwhile: it only counts where nothing had to be moved, and then it is all that is
    // left.
    FutureTask<Boolean> stands = new FutureTask<>(() -> target.stands(plan.top()));
    io.execute(stands);
    try {
      bring(source, target, plan, subject, tally, progress);
      Pauses.watched(
          progress::waits,
          () -> {
            plan.children().forEach(target::put);
            if (!(tally.nothingMoved() && said(stands))) {
              target.finish(plan.top());
            }
          });
    } finally {
      stands.cancel(true);
    }
    progress.report(Phase.DONE, true);
    return tally.result(plan);
  }

  /** What was asked for; where there is no answer, no. */
  private static boolean said(FutureTask<Boolean> asked) {
    try {
      return asked.get();
    } catch (ExecutionException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void bring(
      ImageSource source,
      ImageTarget target,
      CopyPlan plan,
      String subject,
      Tally tally,
      CopyProgress progress) {
    ImageReference sibling = source.repository().orElse(null);
    Parallel.each(
        io,
        BLOBS_AT_A_TIME,
        plan.blobs(),
        "copy",
        subject,
        blob ->
            Pauses.watched(
                note -> progress.waits(blob, note),
                () -> {
                  Arrival how = bring(source, target, blob, sibling, progress);
                  tally.count(how, blob);
                  progress.arrived(blob, how);
                }));
  }

  private static Arrival bring(
      ImageSource source,
      ImageTarget target,
      Descriptor blob,
      @Nullable ImageReference sibling,
      CopyProgress progress) {
    return target.put(blob, source.blob(blob), sibling, position -> progress.moved(blob, position));
  }

  /** What {@link #copy} would do now; nothing is written. */
  public CopyResult estimate(
      ImageSource source, ImageTarget target, Choice choice, String subject) {
    CopyPlan plan = CopyPlan.of(source, choice, subject);
    target.check(plan.top());
    Tally tally = new Tally();
    Arrival way = mountable(source, target) ? Arrival.MOUNTED : Arrival.UPLOADED;
    Parallel.each(
        io,
        BLOBS_AT_A_TIME,
        plan.blobs(),
        "look for",
        subject,
        blob -> {
          boolean there = Retry.of(subject, () -> target.has(blob));
          tally.count(there ? Arrival.EXISTED : way, blob);
        });
    return tally.result(plan);
  }

  private static boolean mountable(ImageSource source, ImageTarget target) {
    Optional<String> from = source.repository().map(ImageReference::domain);
    return from.isPresent() && from.equals(target.repository().map(ImageReference::domain));
  }

  private static final class Tally {
    private final Map<Arrival, Share> shares = new EnumMap<>(Arrival.class);

    synchronized void count(Arrival how, Descriptor blob) {
      shares.put(how, shares.getOrDefault(how, Share.NONE).plus(blob.size()));
    }

    synchronized boolean nothingMoved() {
      return Set.of(Arrival.EXISTED).containsAll(shares.keySet());
    }

    synchronized CopyResult result(CopyPlan plan) {
      return new CopyResult(
          plan.top().descriptor().digest(),
          plan.top().descriptor().mediaType(),
          plan.picked(),
          plan.children().size() + 1,
          shares.getOrDefault(Arrival.UPLOADED, Share.NONE),
          shares.getOrDefault(Arrival.MOUNTED, Share.NONE),
          shares.getOrDefault(Arrival.EXISTED, Share.NONE));
    }
  }
}
