package org.dimdesktop.registry.copy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * What a copy consists of.
 *
 * @param top what the name will stand for
 * @param children the manifests below an index, each after those that it lists
 * @param blobs the configurations and layers of all of them, each once, the largest first
 * @param picked the digest of the index that {@code top} was picked from, or null
 */
record CopyPlan(
    Manifest top, List<Manifest> children, List<Descriptor> blobs, @Nullable Digest picked) {
  private static final int MAX_DEPTH = 8;

  CopyPlan {
    children = List.copyOf(children);
    blobs = List.copyOf(blobs);
  }

  /** Reads all manifests that the choice needs. */
  static CopyPlan of(ImageSource source, Choice choice, String subject) {
    Manifest named = source.top();
    Platform platform = choice.platform();
    Manifest top = platform == null ? named : pick(source, named, platform, subject, 0);
    List<Manifest> children = new ArrayList<>();
    walk(source, top, children, new HashSet<>(Set.of(top.descriptor().digest())), subject, 0);
    Digest digest = named.descriptor().digest();
    return new CopyPlan(
        top,
        children,
        blobs(top, children, subject),
        digest.equals(top.descriptor().digest()) ? null : digest);
  }

  /** The image of an index for a platform; an image manifest itself. */
  static Manifest pick(
      ImageSource source, Manifest named, Platform platform, String subject, int depth) {
    if (!named.isIndex()) {
      return named;
    }
    Descriptor child = named.child(platform).orElse(null);
    if (child == null) {
      // An index within the index may name no platform itself.
      for (Descriptor inner : named.children()) {
        if (depth < MAX_DEPTH && inner.platform() == null && isIndex(inner)) {
          try {
            return pick(source, source.manifest(inner), platform, subject, depth + 1);
          } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.NotFound)) {
              throw e;
            }
          }
        }
      }
      throw new FailureException(
          new Failure.NotFound(
              "find an image for " + platform + " in", subject, "it has " + offered(named)));
    }
    return pick(source, source.manifest(child), platform, subject, depth + 1);
  }

  private static boolean isIndex(Descriptor entry) {
    return org.dimdesktop.registry.MediaTypes.isIndex(entry.mediaType());
  }

  private static String offered(Manifest index) {
    List<String> names = index.platforms().stream().map(Platform::toString).toList();
    return names.isEmpty() ? "no image that can be run" : String.join(", ", names);
  }

  private static void walk(
      ImageSource source,
      Manifest manifest,
      List<Manifest> out,
      Set<Digest> seen,
      String subject,
      int depth) {
    if (depth > MAX_DEPTH) {
      throw new FailureException(
          new Failure.Unsupported("copy", subject, "its indexes lie in each other too deep"));
    }
    for (Descriptor entry : manifest.children()) {
      if (seen.add(entry.digest())) {
        Manifest child = source.manifest(entry);
        walk(source, child, out, seen, subject, depth + 1);
        out.add(child);
      }
    }
  }

  private static List<Descriptor> blobs(Manifest top, List<Manifest> children, String subject) {
    Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
    List<Manifest> all = new ArrayList<>(children);
    all.add(top);
    for (Manifest manifest : all) {
      for (Descriptor blob : manifest.content()) {
        if (blob.size() < 0) {
          throw new FailureException(
              new Failure.Broken(
                  "copy", subject, "the manifest does not say how large " + blob.digest() + " is"));
        }
        blobs.putIfAbsent(blob.digest(), blob);
      }
    }
    return blobs.values().stream()
        .sorted(Comparator.comparingLong(Descriptor::size).reversed())
        .toList();
  }

  /** The bytes of all blobs. */
  long size() {
    return blobs.stream().mapToLong(Descriptor::size).sum();
  }
}
