package org.dimdesktop.updates.check;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.image.RegistryAuth;
import org.dimdesktop.engine.image.RemoteImage;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * Asks registries for the digests of tags, each once in a while, and the engine where they fail.
 */
final class RemoteLookup {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final RegistryClient registries;
  private final ImageService images;
  private final Function<ImageReference, Optional<RegistryAuth>> auth;
  private final Clock clock;
  private final Map<ImageReference, Remote> kept = new ConcurrentHashMap<>();

  RemoteLookup(
      RegistryClient registries,
      ImageService images,
      Function<ImageReference, Optional<RegistryAuth>> auth,
      Clock clock) {
    this.registries = registries;
    this.images = images;
    this.auth = auth;
    this.clock = clock;
  }

  /** What was asked for lately is not asked for again, unless it must be {@code fresh}. */
  Remote find(ImageReference reference, boolean fresh) {
    Remote known = kept.get(reference);
    if (!fresh && known != null && known.at().plus(KEPT).isAfter(clock.instant())) {
      return known;
    }
    Remote found = ask(reference);
    kept.put(reference, found);
    return found;
  }

  private Remote ask(ImageReference reference) {
    try {
      return new Remote(reference, registries.head(reference).digest(), false, clock.instant());
    } catch (FailureException e) {
      if (!mayKnowMore(e.failure())) {
        throw e;
      }
      return askEngine(reference, e);
    }
  }

  /** The engine has mirrors and certificates of its own, but no other logins and no other quota. */
  private static boolean mayKnowMore(Failure failure) {
    return failure instanceof Failure.Unreachable || failure instanceof Failure.Broken;
  }

  private Remote askEngine(ImageReference reference, FailureException first) {
    try {
      RemoteImage image = images.remote(reference, auth.apply(reference).orElse(null));
      return new Remote(reference, image.digest(), true, clock.instant());
    } catch (FailureException second) {
      first.addSuppressed(second);
      throw first;
    }
  }
}
