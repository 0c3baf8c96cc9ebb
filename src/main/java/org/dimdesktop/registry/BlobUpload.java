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
            giveUp(); // what has arrived is not what it should be
          }
          Interrupts.sleep(pause, "upload", blob.digest().toString());
        }
      }
    } finally {
      giveUp();
    }
  }

  /** How long to wait before the next try, or null when there is none. */
  private @Nullable Duration pause(Failure failure, int tries) {
    Duration usual = FIRST_PAUSE.multipliedBy(1L << (tries - 1));
    if (failure instanceof Failure.RateLimited limit) {
      Duration asked = limit.retryAfter() == null ? usual : limit.retryAfter();
      return asked.compareTo(RetryPolicy.LONGEST) > 0 ? null : asked;
    }
    if (spoiled) {
      return ++spoils > MAX_SPOILS ? null : usual;
    }
    // A source has tried again by itself before it fails.
    return failure.mayPass() && !sourceFailed ? usual : null;
  }

  private void send(long arrived) {
    spoiled = false;
    sourceFailed = false;
    HttpUrl to = location;
    if (to == null) {
      to = caller.call(new UploadStart(repository, blob.digest(), null)).location();
      location = to;
    }
    if (to == null) {
      return;
    }
    UploadBody body = new UploadBody(source, arrived, blob.size(), moved);
    try (body) {
      if (arrived == 0) {
        var _ = caller.call(UploadRequest.put(repository, blob.digest(), to, body));
        return;
      }
      if (arrived < blob.size()) {
        var answer = caller.call(UploadRequest.patch(repository, blob.digest(), to, body));
        to = answer.location() == null ? to : answer.location();
        location = to;
      }
      var _ = caller.call(UploadRequest.put(repository, blob.digest(), to, null));
    } catch (FailureException e) {
      // A part that was kept may be wrong itself: the registry says so only at the end.
      sourceFailed = body.hasFailed();
      spoiled = body.isSpoiled() || (arrived > 0 && e.failure() instanceof Failure.Invalid);
      throw e;
    }
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
