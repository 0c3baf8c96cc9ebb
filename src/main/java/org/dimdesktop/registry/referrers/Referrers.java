package org.dimdesktop.registry.referrers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.Referrer;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is attached to an image, wherever tools put it: the registry's list of referrers, the
 * list under a tag where it keeps none, BuildKit's entries in the index, cosign's tags. Blocks;
 * throws {@link FailureException} alone.
 */
public final class Referrers {
  private static final List<String> COSIGN_SUFFIXES = List.of(".sig", ".att", ".sbom");
  private static final String ABOUT = "vnd.docker.reference.digest";

  /** More are not read for one image. */
  private static final int MAX = 200;

  private final RegistryClient client;

  /** Asks through {@code client}. */
  public Referrers(RegistryClient client) {
    this.client = client;
  }

  /**
   * The documents that are attached to what a tag points to and to the image of one platform.
   *
   * @param image the digest of that image's manifest, or null where there is none
   */
  public List<Document> find(ImageReference repository, Manifest top, @Nullable Digest image) {
    List<Attachment> attached = new ArrayList<>(inIndex(repository, top));
    Set<Digest> subjects = new HashSet<>();
    subjects.add(top.descriptor().digest());
    if (image != null) {
      subjects.add(image);
    }
    for (Digest subject : subjects) {
      attached.addAll(listed(repository, subject));
      attached.addAll(cosign(repository, subject));
    }
    Map<String, Document> documents = new LinkedHashMap<>();
    attached.stream()
        .limit(MAX)
        .flatMap(one -> documents(one).stream())
        .forEach(d -> documents.putIfAbsent(d.manifest() + " " + d.blob().digest(), d));
    return List.copyOf(documents.values());
  }

  private static List<Attachment> inIndex(ImageReference repository, Manifest top) {
    List<Attachment> found = new ArrayList<>();
    for (Descriptor child : top.children()) {
      String about = child.annotations().getOrDefault(ABOUT, "");
      if (child.isAttestation() && Digest.isDigest(about)) {
        found.add(Attachment.listed(repository, Digest.parse(about), child, "", Origin.INDEX));
      }
    }
    return found;
  }

  private List<Attachment> listed(ImageReference repository, Digest subject) {
    List<Attachment> found = new ArrayList<>();
    try {
      for (Referrer one : client.referrers(repository, subject)) {
        found.add(
            Attachment.listed(
                repository, subject, one.manifest(), one.artifactType(), Origin.REFERRERS));
      }
    } catch (FailureException e) {
      if (!isUnknown(e.failure())) {
        throw e;
      }
      manifest(repository.withTag(Referrer.tag(subject)))
          .ifPresent(index ->
              index
                  .json()
                  .path("manifests")
                  .forEach(entry -> found.add(inTag(repository, subject, Referrer.parse(entry)))));
    }
    return found;
  }

  private static Attachment inTag(ImageReference repository, Digest subject, Referrer one) {
    return Attachment.listed(
        repository, subject, one.manifest(), one.artifactType(), Origin.REFERRERS_TAG);
  }

  /** What registries without the route answer to it. */
  private static boolean isUnknown(Failure failure) {
    return failure instanceof Failure.NotFound
        || failure instanceof Failure.Unsupported
        || failure instanceof Failure.Denied
        || failure instanceof Failure.Invalid;
  }

  private List<Attachment> cosign(ImageReference repository, Digest subject) {
    List<Attachment> found = new ArrayList<>();
    for (String suffix : COSIGN_SUFFIXES) {
      ImageReference tag = repository.withTag(Referrer.tag(subject) + suffix);
      try {
        found.add(
            Attachment.listed(repository, subject, client.head(tag), suffix, Origin.COSIGN_TAG));
      } catch (FailureException e) {
        if (!isUnknown(e.failure())) {
          throw e;
        }
      }
    }
    return found;
  }

  private List<Document> documents(Attachment attachment) {
    List<Document> found = new ArrayList<>();
    Optional<Manifest> manifest = manifest(attachment.manifest());
    if (manifest.isEmpty()) {
      return found; // listed, but deleted since
    }
    for (Descriptor blob : manifest.get().layers()) {
      String type = Kinds.type(attachment, manifest.get(), blob);
      found.add(
          new Document(
              attachment.manifest(),
              attachment.subject(),
              attachment.origin(),
              Kinds.kind(type, attachment, manifest.get()),
              blob,
              type,
              manifest.get().annotations()));
    }
    return found;
  }

  private Optional<Manifest> manifest(ImageReference reference) {
    try {
      return Optional.of(client.manifest(reference));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.NotFound) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
