package org.dimdesktop.registry.compare;

import java.util.List;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.RegistryClient;
import org.jspecify.annotations.Nullable;

/**
 * Two images side by side.
 *
 * @param platforms that both have, where both are indexes
 * @param platform the one that is compared
 * @param config every setting that one of them has
 * @param layers every layer that one of them has
 */
public record Comparison(
    ComparedImage left,
    ComparedImage right,
    List<Platform> platforms,
    Platform platform,
    List<ConfigChange> config,
    List<LayerChange> layers) {
  public Comparison {
    platforms = List.copyOf(platforms);
    config = List.copyOf(config);
    layers = List.copyOf(layers);
  }

  /**
   * Reads both and compares them; blocks, is ended by an interrupt.
   *
   * @param wanted the platform, or null for this machine's where both have it, else the first that
   *     both have
   */
  public static Comparison of(
      RegistryClient client, ImageReference left, ImageReference right, @Nullable Platform wanted) {
    List<Platform> first = client.manifest(left).platforms();
    List<Platform> second = client.manifest(right).platforms();
    List<Platform> both =
        first.isEmpty()
            ? second
            : second.isEmpty() ? first : first.stream().filter(second::contains).toList();
    Platform local = Platform.local();
    Platform platform =
        wanted != null ? wanted : both.isEmpty() || both.contains(local) ? local : both.getFirst();
    ComparedImage a = ComparedImage.read(client, left, platform);
    ComparedImage b = ComparedImage.read(client, right, platform);
    return new Comparison(
        a,
        b,
        both,
        platform,
        ConfigChange.of(a.config(), b.config()),
        LayerChange.of(a.layers(), b.layers()));
  }

  /** Whether both names stand for the same image of this platform. */
  public boolean isSame() {
    return left.image().descriptor().digest().equals(right.image().descriptor().digest());
  }

  /** How many bytes the second is larger than the first, as they are transferred. */
  public long growth() {
    return right.size() - left.size();
  }

  /** Bytes of the layers that who has the first need not load for the second. */
  public long shared() {
    return layers.stream()
        .filter(change -> change.difference() == Difference.SAME)
        .mapToLong(change -> Math.max(0, change.layer().size()))
        .sum();
  }
}
