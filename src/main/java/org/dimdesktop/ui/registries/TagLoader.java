package org.dimdesktop.ui.registries;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Parallel;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.TagHead;
import org.dimdesktop.registry.TagInfo;
import org.dimdesktop.registry.TagInspector;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The tags of one repository: looks up those that were asked for, the latest wish first, because
 * that is what is in sight. Thread-safe.
 */
final class TagLoader {
  private static final int WORKERS = 4;

  /** Rows that were scrolled past long ago are forgotten; they ask again when they are drawn. */
  private static final int MAX_WISHES = 120;

  /** Each snapshot costs the JavaFX thread a good part of a frame when there are 20,000 rows. */
  private static final long MILLIS_BETWEEN_SNAPSHOTS = 120;

  /** The frame that brings rows into sight is drawn first. */
  private static final long MILLIS_OF_REST = 60;

  /** What is looked up for the rows in sight comes within this time, and is shown in one go. */
  private static final long MILLIS_OF_A_BURST = 50;

  private final RegistryClient client;
  private final TagInspector inspector;
  private final ImageReference repository;
  private final Executor io;
  private final boolean quiet;
  private final Consumer<List<TagRow>> onChange;
  private final TagRows rows;
  private final Deque<String> wishes = new ArrayDeque<>();
  private final Set<String> busy = new HashSet<>();
  private int workers;
  private boolean stopped;
  private boolean limited;
  private boolean listed;
  private boolean publishing;
  private long published = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);

  /** What looks tags up. */
  record Sources(RegistryClient client, TagInspector inspector, Executor io) {}

  /**
   * Knows nothing yet.
   *
   * @param quiet whether nothing is given out before all names are there, for those that were there
   *     before stand meanwhile
   */
  TagLoader(
      Sources sources, ImageReference repository, boolean quiet, Consumer<List<TagRow>> onChange) {
    this.quiet = quiet;
    this.client = sources.client();
    this.inspector = sources.inspector();
    this.io = sources.io();
    this.repository = repository;
    this.onChange = onChange;
    rows = new TagRows(repository);
  }

  ImageReference repository() {
    return repository;
  }

  /**
   * Lists the names on the calling thread; rows are given out while they come, and all of them are
   * the answer.
   */
  List<TagRow> list() {
    client.tags(
        repository,
        names -> {
          rows.add(names);
          changed(0);
        });
    synchronized (this) {
      listed = true;
    }
    publish();
    return rows.snapshot();
  }

  void compareWith(LocalTags locals) {
    rows.compareWith(locals);
    changed(0);
  }

  void group(boolean on) {
    rows.group(on);
    changed(0);
  }

  /** Asks for the rest of a row; cheap enough for every drawn cell. */
  void want(String tag) {
    boolean open = rows.find(tag).filter(TagRow::isOpen).isPresent();
    boolean start;
    synchronized (this) {
      if (stopped || limited || !open || busy.contains(tag)) {
        return;
      }
      wishes.remove(tag);
      wishes.push(tag);
      if (wishes.size() > MAX_WISHES) {
        wishes.removeLast();
      }
      start = workers < WORKERS;
      workers += start ? 1 : 0;
    }
    if (start) {
      CompletableFuture.delayedExecutor(MILLIS_OF_REST, TimeUnit.MILLISECONDS, io)
          .execute(this::work);
    }
  }

  /** Looks nothing up any more and gives nothing out. */
  synchronized void stop() {
    stopped = true;
    wishes.clear();
  }

  /** More questions would only make it worse. */
  private synchronized void rest() {
    limited = true;
    wishes.clear();
  }

  private void work() {
    for (TagRow row = next(); row != null; row = next()) {
      lookUp(row);
    }
  }

  private synchronized @Nullable TagRow next() {
    String tag = wishes.poll();
    TagRow row = tag == null ? null : rows.find(tag).orElse(null);
    if (row == null) {
      workers--;
    } else {
      busy.add(row.tag());
    }
    return row;
  }

  private void lookUp(TagRow row) {
    try {
      TagHead head = row.head() == null ? client.look(row.reference()) : row.head();
      update(row.tag(), now -> now.pointingTo(head));
      TagInfo info = inspector.inspect(row.reference(), head.descriptor(), Platform.local());
      update(row.tag(), now -> now.known(info));
    } catch (RuntimeException e) {
      Failure failure = FailureException.of(e, "look up", row.reference().toString());
      update(row.tag(), now -> now.failed(failure.cause()));
      if (failure instanceof Failure.RateLimited) {
        rest();
      }
    } finally {
      synchronized (this) {
        busy.remove(row.tag());
      }
    }
  }

  /**
   * Looks up the digest of every tag, with one small request each and no manifest; blocks, ends
   * with an interrupt.
   */
  void loadDigests(OperationContext context) {
    List<TagRow> missing = rows.where(row -> row.head() == null);
    AtomicInteger done = new AtomicInteger();
    Parallel.each(
        io,
        WORKERS,
        missing,
        "look up the digests of",
        repository.name(),
        row -> {
          try {
            TagHead head = client.look(row.reference());
            update(row.tag(), now -> now.pointingTo(head));
          } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.NotFound)) {
              throw e;
            }
            update(row.tag(), now -> now.failed(e.failure().cause())); // deleted just now
          }
          report(context, done.incrementAndGet(), missing.size());
        });
    report(context, missing.size(), missing.size());
  }

  private static void report(OperationContext context, int done, int all) {
    Progress.Phase phase = done == all ? Progress.Phase.DONE : Progress.Phase.RUNNING;
    context.report(Progress.of("", phase, done, all, Progress.Unit.STEPS));
  }

  private void update(String tag, UnaryOperator<TagRow> change) {
    var _ = rows.update(tag, change);
    changed(MILLIS_OF_A_BURST);
  }

  /**
   * Gives the rows out, or, where that was done a moment ago, a moment later.
   *
   * @param least milliseconds to wait at least
   */
  private void changed(long least) {
    long wait;
    synchronized (this) {
      if (publishing || stopped || (quiet && !listed)) {
        return;
      }
      publishing = true;
      long since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - published);
      wait = Math.max(least, MILLIS_BETWEEN_SNAPSHOTS - since);
    }
    if (wait <= 0) {
      io.execute(this::publish);
    } else {
      CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, io).execute(this::publish);
    }
  }

  private void publish() {
    synchronized (this) {
      publishing = false;
      published = System.nanoTime();
    }
    synchronized (rows) { // or an older snapshot could come after a newer one
      onChange.accept(rows.snapshot());
    }
  }
}
