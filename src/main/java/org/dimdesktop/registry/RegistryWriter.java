package org.dimdesktop.registry;

import java.util.function.LongConsumer;
import okhttp3.HttpUrl;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * What changes a registry: blobs and manifests are put there, manifests deleted. As {@link
 * RegistryClient}, every call blocks, is ended by an interrupt, and throws {@link FailureException}
 * alone. Thread-safe.
 */
public final class RegistryWriter {
  /** What keeps most registries that refuse from deleting. */
  private static final String NOT_SWITCHED_ON =
      "this registry does not delete images; where it is Docker's own, whoever runs it can allow"
          + " that by storage.delete.enabled (REGISTRY_STORAGE_DELETE_ENABLED=true) (";

  private final RegistryCaller caller;

  RegistryWriter(RegistryCaller caller) {
    this.caller = caller;
  }

  /** How a blob came to be in its repository. */
  public enum Arrival {
    EXISTED,
    MOUNTED,
    UPLOADED
  }

  /** Says whether a repository has a blob. */
  public boolean has(ImageReference repository, Digest blob) {
    try {
      return caller.call(new BlobHead(repository, blob));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.NotFound) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Brings a blob into a repository, by the cheapest way that works: it is there, it is taken from
   * another repository of the registry, or it is uploaded.
   *
   * @param sibling a repository of the same registry that has the blob, or null
   * @param moved told the position reached, in bytes, while uploading; on another thread
   */
  public Arrival put(
      ImageReference repository,
      Descriptor blob,
      BlobSource source,
      @Nullable ImageReference sibling,
      LongConsumer moved) {
    String subject = blob.digest().toString();
    if (Retry.of(subject, () -> has(repository, blob.digest()))) {
      return Arrival.EXISTED;
    }
    HttpUrl opened = null;
    if (sibling != null && sibling.domain().equals(repository.domain())) {
      try {
        UploadStart mount = new UploadStart(repository, blob.digest(), sibling);
        opened = Retry.of(subject, () -> caller.call(mount)).location();
        if (opened == null) {
          return Arrival.MOUNTED;
        }
      } catch (FailureException e) {
        // Some refuse a mount that they could do, and the upload works all the same.
        if (!(e.failure() instanceof Failure.Unauthorized
            || e.failure() instanceof Failure.Denied
            || e.failure() instanceof Failure.NotFound
            || e.failure() instanceof Failure.Unsupported
            || e.failure() instanceof Failure.Invalid)) {
          throw e;
        }
      }
    }
    new BlobUpload(caller, repository, blob, source, moved).run(opened);
    return Arrival.UPLOADED;
  }

  /**
   * Writes a manifest under a tag or its own digest, byte for byte.
   *
   * @return whether the registry lists it among the referrers of its subject by itself
   */
  public boolean put(ImageReference reference, Manifest manifest) {
    return caller.call(new ManifestPut(reference, manifest));
  }

  /**
   * What the registry lets be deleted in a repository; asks with up to two small requests, which
   * change nothing.
   *
   * @throws FailureException Unauthorized or Denied where the login may not delete
   */
  public Deletes deletes(ImageReference repository) {
    return new DeleteProbe(caller).of(repository);
  }

  /**
   * Deletes a tag, or with a digest the manifest and every tag on it.
   *
   * @throws FailureException Unsupported or Invalid where the registry does not delete that,
   *     NotFound
   */
  public void delete(ImageReference reference) {
    try {
      var _ = caller.call(new ManifestDelete(reference));
    } catch (FailureException e) {
      // By tag, few can; by digest, it is a setting of the registry.
      if (reference.digest() != null && e.failure() instanceof Failure.Unsupported f) {
        throw new FailureException(
            new Failure.Unsupported(f.action(), f.subject(), NOT_SWITCHED_ON + f.cause() + ")"), e);
      }
      throw e;
    }
  }
}
