package org.dimdesktop.updates.check;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.RegistryClient;

/** Finds version tags that are newer than the one in use. */
public final class NewerVersions {
  private static final String SOURCE = "org.opencontainers.image.source";

  private final RegistryClient registries;

  /** Asks these registries. */
  public NewerVersions(RegistryClient registries) {
    this.registries = registries;
  }

  /**
   * The newest versions of the same kind, newest first: {@code 1.25-alpine} may become {@code
   * 1.27-alpine}, never {@code 1.27}; none where the tag is not a version.
   *
   * @param labels of the image in use
   * @param limit how many at most; each costs requests of its own
   */
  public List<NewerVersion> find(
      ImageReference image, Platform platform, Map<String, String> labels, int limit) {
    Optional<VersionTag> current = Optional.ofNullable(image.tag()).flatMap(VersionTag::parse);
    if (current.isEmpty()) {
      return List.of();
    }
    List<VersionTag> newer = new ArrayList<>();
    registries.tags(
        image,
        page ->
            page.stream()
                .flatMap(tag -> VersionTag.parse(tag).stream())
                .filter(current.get()::mayBecome)
                .forEach(newer::add));
    newer.sort(Comparator.reverseOrder());
    return newer.stream()
        .limit(limit)
        .map(tag ->
            new NewerVersion(
                tag.text(),
                Optional.ofNullable(
                    registries.inspect(image.withTag(tag.text()), platform).created()),
                notes(labels.getOrDefault(SOURCE, ""))))
        .toList();
  }

  /** The page of a source's releases, where its host is known to have one; else the source. */
  static Optional<URI> notes(String source) {
    String plain = source.strip().replaceFirst("\\.git$", "").replaceFirst("/+$", "");
    if (!plain.matches("https://[\\w.-]+(:\\d+)?(/[\\w.~%+-]+)*")) {
      return Optional.empty();
    }
    URI uri = URI.create(plain);
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    String releases =
        switch (host) {
          case "github.com", "codeberg.org" -> "/releases";
          case "gitlab.com" -> "/-/releases";
          default -> "";
        };
    return Optional.of(URI.create(plain + releases));
  }
}
