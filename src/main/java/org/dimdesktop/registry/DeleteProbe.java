package org.dimdesktop.registry;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * Finds out what a registry deletes, by the one way that the protocol has: it is asked to delete
 * what does not exist (distribution spec, "Content Management": 400 or 405 where it cannot, 404
 * where it could).
 */
final class DeleteProbe {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final RegistryCaller caller;

  DeleteProbe(RegistryCaller caller) {
    this.caller = caller;
  }

  Deletes of(ImageReference repository) {
    String nobodys = hex(32);
    if (wouldDelete(repository.withTag("dim-probe-" + nobodys.substring(0, 24)))) {
      return Deletes.TAGS;
    }
    return wouldDelete(repository.withDigest(new Digest("sha256", nobodys)))
        ? Deletes.IMAGES
        : Deletes.NOTHING;
  }

  private boolean wouldDelete(ImageReference reference) {
    try {
      var _ = caller.call(new ManifestDelete(reference));
      return true;
    } catch (FailureException e) {
      return switch (e.failure()) {
        case Failure.NotFound _ -> true;
        case Failure.Unsupported _, Failure.Invalid _ -> false;
        default -> throw e;
      };
    }
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
