package org.dimdesktop.registry;

import java.util.List;
import java.util.Optional;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/** Which entry of an index fits a platform (containerd {@code platforms.Only}, in short). */
final class PlatformMatch {
  private PlatformMatch() {}

  static Optional<Descriptor> best(List<Descriptor> children, Platform wanted) {
    Descriptor best = null;
    int bestScore = 0;
    for (Descriptor child : children) {
      int score = child.runnable().map(p -> score(p, wanted)).orElse(0);
      if (score > bestScore) {
        best = child;
        bestScore = score;
      }
    }
    return Optional.ofNullable(best);
  }

  /** 0 does not run; the higher, the nearer. */
  private static int score(Platform offered, Platform wanted) {
    if (!offered.os().equals(wanted.os())
        || !offered.architecture().equals(wanted.architecture())) {
      return 0;
    }
    int have = version(offered.variant());
    int want = version(wanted.variant());
    if (have == want) {
      return 100;
    }
    if (wanted.architecture().equals("arm")) {
      // An older variant runs on a newer processor, not the other way round.
      return have > want ? 0 : 50 + have;
    }
    return have == 0 || want == 0 ? 40 : have < want ? 20 + have : 0;
  }

  private static int version(@Nullable String variant) {
    return variant != null && variant.matches("v\\d+") ? Integer.parseInt(variant.substring(1)) : 0;
  }
}
