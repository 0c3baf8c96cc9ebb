package org.dimdesktop.registry;

import java.time.Duration;
import java.util.function.LongConsumer;
import okhttp3.HttpUrl;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one blob into a repository: in a single PUT, which every registry knows; after a cut from
 * where the registry has it, or from the start where it does not remember. An upload that is given
 * up is deleted, so that none lies about at the registry.
 */
final class BlobUpload {
  private static final Logger LOG = LoggerFactory.getLogger(BlobUpload.class);
  private static final int MAX_TRIES = 6;
  private static final int MAX_SPOILS = 2;
  private static final long FIRST_CHUNK = 32 << 20;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(400);

  private final RegistryCaller caller;
  private final ImageReference repository;
  private final Descriptor blob;
  private final BlobSource source;
  private final LongConsumer moved;
  private @Nullable HttpUrl location;
  private boolean spoiled;
  private boolean sourceFailed;
  private int spoils;

  /** How many bytes to send at a time once all were too many; 0 as long as all go at once. */
  private long chunk;

  private long leastChunk;

  BlobUpload(
      RegistryCaller caller,
      ImageReference repository,
      Descriptor blob,
      BlobSource source,
      LongConsumer moved) {
    this.caller = caller;
    this.repository = repository;
    this.blob = blob;
    this.source = source;
    this.moved = moved;
  }

  /**
   * Uploads the blob; blocks.
   *
   * @param opened the upload that a refused mount left open, or null
   */
  void run(@Nullable HttpUrl opened) {
    location = opened;
    try {
      for (int tries = 1; ; tries++) {
        try {
          send(tries == 1 ? 0 : arrived());
          location = null;
          return;
        } catch (FailureException e) {
          Duration pause = tries == MAX_TRIES ? null : pause(e.failure(), tries);
          if (pause == null) {
            throw e;
          }
          LOG.debug("upload of {} is tried again: {}", blob.digest(), e.failure().cause());
          if (spoiled) {
            giveUp(); // what has arrived is of no use
          }
          String subject = blob.digest().toString();
          if (e.failure() instanceof Failure.RateLimited) {
            Pauses.asked(pause, "upload", subject);
          } else {
            Pauses.beforeRetry(pause, "upload", subject);
          }
        }
      }
    } finally {
      giveUp();
    }
  }

  /** How long to wait before the next try, or null when there is none. */
  private @Nullable Duration pause(Failure failure, int tries) {
    Duration usual = FIRST_PAUSE.multipliedBy(1L << (tries - 1));
    if (RegistryErrors.isTooLarge(failure)) {
      return shrink() ? Duration.ZERO : null;
    }
    if (failure instanceof Failure.RateLimited limit) {
      Duration asked = limit.retryAfter() == null ? usual : limit.retryAfter();
      return Pauses.isBearable(asked) ? asked : null;
    }
    if (spoiled) {
      return ++spoils > MAX_SPOILS ? null : usual;
    }
    // A source has tried again by itself before it fails.
    return failure.mayPass() && !sourceFailed ? usual : null;
  }

  /** Goes on in chunks, or in smaller ones; says whether that may help. */
  private boolean shrink() {
    long before = chunk == 0 ? blob.size() : chunk;
    chunk = Math.max(Math.min(FIRST_CHUNK, before / 2), Math.max(leastChunk, 1));
    return chunk < before;
  }

  private void send(long arrived) {
    spoiled = false;
    sourceFailed = false;
    HttpUrl to = location;
    if (to == null) {
      var answer = caller.call(new UploadStart(repository, blob.digest(), null));
      to = answer.location();
      leastChunk = answer.leastChunk();
      location = to;
    }
    if (to == null) {
      return;
    }
    if (arrived == 0 && chunk == 0) {
      write(body(0, blob.size()), to, true);
      return;
    }
    for (long at = arrived; at < blob.size(); ) {
      long end = chunk == 0 ? blob.size() : Math.min(blob.size(), at + chunk);
      HttpUrl next = write(body(at, end), to, false).location();
      to = next == null ? to : next;
      location = to;
      at = end;
    }
    try {
      var _ = caller.call(UploadRequest.put(repository, blob.digest(), to, null));
    } catch (FailureException e) {
      // What was kept may be wrong itself: the registry says so only at the end.
      spoiled = e.failure() instanceof Failure.Invalid || isForgotten(e.failure());
      throw e;
    }
  }

  private UploadBody body(long from, long end) {
    return new UploadBody(source, from, end, end == blob.size(), moved);
  }

  private UploadRequest.Answer write(UploadBody body, HttpUrl to, boolean whole) {
    try (body) {
      return caller.call(
          whole
              ? UploadRequest.put(repository, blob.digest(), to, body)
              : UploadRequest.patch(repository, blob.digest(), to, body));
    } catch (FailureException e) {
      sourceFailed = body.hasFailed();
      boolean refused =
          e.failure() instanceof Failure.Invalid && !RegistryErrors.isTooLarge(e.failure());
      spoiled = body.isSpoiled() || isForgotten(e.failure()) || (!whole && refused);
      throw e;
    }
  }

  /** A registry that was restarted in the middle may know nothing of an upload that it began. */
  private static boolean isForgotten(Failure failure) {
    return failure instanceof Failure.NotFound;
  }

  /** What the registry has of an upload that was cut; one that it forgot is begun anew. */
  private long arrived() {
    HttpUrl open = location;
    if (open == null) {
      return 0;
    }
    try {
      var answer = caller.call(UploadRequest.status(repository, blob.digest(), open));
      if (answer.received() >= 0 && answer.received() <= blob.size()) {
        location = answer.location() == null ? open : answer.location();
        return answer.received();
      }
    } catch (FailureException e) {
      if (e.failure().mayPass() || e.failure() instanceof Failure.Cancelled) {
        throw e;
      }
      LOG.debug("the upload of {} cannot go on: {}", blob.digest(), e.failure().cause());
    }
    giveUp();
    return 0;
  }

  private void giveUp() {
    HttpUrl open = location;
    location = null;
    if (open == null) {
      return;
    }
    boolean interrupted = Thread.interrupted(); // also, and above all, after a cancel
    try {
      var _ = caller.call(UploadRequest.cancel(repository, blob.digest(), open));
    } catch (FailureException e) {
      LOG.debug("an open upload of {} stays: {}", blob.digest(), e.failure().cause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
