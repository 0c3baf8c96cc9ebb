package org.dimdesktop.updates.check;

import java.util.Optional;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.updates.check.Verdict.Reason;
import org.jspecify.annotations.Nullable;

/** Compares what a container runs with what its registry has. */
final class Comparison {
  private final RegistryClient registries;

  Comparison(RegistryClient registries) {
    this.registries = registries;
  }

  /**
   * Decides about a container.
   *
   * @param runs the image that it runs
   * @param named the image that its name means on this engine by now, or null for none
   * @param remote what the registry has under that name
   */
  Verdict compare(
      RunningContainer container, LocalImage runs, @Nullable LocalImage named, Remote remote) {
    if (runs.digests().contains(remote.digest())) {
      return Verdict.of(Reason.CURRENT, "runs what the registry has");
    }
    if (named != null
        && !named.id().equals(runs.id())
        && named.digests().contains(remote.digest())) {
      return restart();
    }
    Optional<Verdict> platform = comparePlatform(container, runs, remote);
    if (platform.isPresent()) {
      return platform.get();
    }
    if (runs.containerd() && !isInRegistry(container.image(), runs, remote)) {
      return local("the registry has never had it or has it no more");
    }
    return Verdict.of(
        Reason.NEWER,
        "the registry has another image"
            + (remote.byEngine() ? ", as the engine sees it (the registry was not reached)" : ""));
  }

  static Verdict restart() {
    return Verdict.of(
        Reason.RESTART, "the newer image is here already: nothing to pull, renew the container");
  }

  static Verdict local(String why) {
    return Verdict.of(Reason.LOCAL, "built here: " + why);
  }

  /** What the registry has for the container's platform; empty when that is another image too. */
  private Optional<Verdict> comparePlatform(
      RunningContainer container, LocalImage runs, Remote remote) {
    if (remote.byEngine()) {
      return Optional.empty();
    }
    ImageReference there = container.image().withDigest(remote.digest());
    Manifest manifest = registries.manifest(there);
    if (manifest.isIndex()) {
      Platform platform = runs.platform() == null ? Platform.local() : runs.platform();
      Optional<Descriptor> child = manifest.child(platform);
      if (child.isEmpty()) {
        return Optional.of(
            Verdict.of(
                Reason.NO_PLATFORM, "the registry has a newer image, but none for " + platform));
      }
      Digest digest = child.get().digest();
      if (digest.equals(container.manifest()) || runs.digests().contains(digest)) {
        return Optional.of(indexMoved());
      }
      if (runs.containerd()) {
        return Optional
            .empty(); // the id of an image is its index there, and the child was compared
      }
      manifest = registries.manifest(container.image().withDigest(digest));
    }
    boolean same =
        manifest.descriptor().digest().equals(container.manifest())
            || manifest
                .config()
                .filter(config -> config.digest().toString().equals(runs.id()))
                .isPresent();
    return same ? Optional.of(indexMoved()) : Optional.empty();
  }

  private static Verdict indexMoved() {
    return Verdict.of(
        Reason.INDEX_MOVED,
        "the registry's list of platforms is new, this platform's image is not");
  }

  /** An engine on containerd's store gives a digest to what it built itself, too. */
  private boolean isInRegistry(ImageReference image, LocalImage runs, Remote remote) {
    if (remote.byEngine()) {
      return true;
    }
    try {
      var _ = registries.head(image.withDigest(runs.digests().getFirst()));
      return true;
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.NotFound) {
        return false;
      }
      throw e;
    }
  }
}
