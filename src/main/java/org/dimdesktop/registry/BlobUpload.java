package org.dimdesktop.registry;

import java.io.IOException;
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
  private static final int MAX_TRIES = 4;

  private final RegistryCaller caller;
  private final ImageReference repository;
  private final Descriptor blob;
  private final BlobSource source;
  private final LongConsumer moved;
  private @Nullable HttpUrl location;

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
          if (tries == MAX_TRIES || !ResumingStream.passing(e.failure())) {
            throw e;
          }
          LOG.debug("upload of {} is tried again: {}", blob.digest(), e.failure().cause());
          Interrupts.sleep(Duration.ofMillis(250L << tries), "upload", blob.digest().toString());
        }
      }
    } finally {
      giveUp();
    }
  }

  private void send(long arrived) {
    HttpUrl to = location;
    if (to == null) {
      to = caller.call(new UploadStart(repository, blob.digest(), null)).location();
      location = to;
    }
    if (to == null) {
      return;
    }
    try (UploadBody body = new UploadBody(source, arrived, blob.size(), moved)) {
      if (arrived == 0) {
        var _ = caller.call(UploadRequest.put(repository, blob.digest(), to, body));
        return;
      }
      var answer = caller.call(UploadRequest.patch(repository, blob.digest(), to, body));
      to = answer.location() == null ? to : answer.location();
      location = to;
      var _ = caller.call(UploadRequest.put(repository, blob.digest(), to, null));
    } catch (IOException e) {
      LOG.debug("the source of {} closed badly", blob.digest(), e);
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
      if (answer.received() >= 0 && answer.received() < blob.size()) {
        location = answer.location() == null ? open : answer.location();
        return answer.received();
      }
    } catch (FailureException e) {
      if (ResumingStream.passing(e.failure()) || e.failure() instanceof Failure.Cancelled) {
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
