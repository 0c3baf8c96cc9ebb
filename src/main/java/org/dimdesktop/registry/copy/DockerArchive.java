package org.dimdesktop.registry.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code manifest.json} in a file of {@code docker save} says of one image.
 *
 * @param config the path of the configuration
 * @param layers the paths of the layers, lowest first
 */
record DockerArchive(String config, List<String> layers) {
  static final String MANIFEST = "manifest.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  DockerArchive {
    layers = List.copyOf(layers);
  }

  /**
   * Finds an image.
   *
   * @param wanted its name, or null where there is one image only
   */
  static DockerArchive find(ArchiveFile archive, @Nullable ImageReference wanted, String subject) {
    if (!archive.has(MANIFEST)) {
      throw new FailureException(
          new Failure.Invalid(
              "read", subject, "it is not a file of docker save: it has no manifest.json", null));
    }
    List<DockerArchive> found = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (JsonNode image : json(archive.read(MANIFEST), subject)) {
      List<String> tags = texts(image.path("RepoTags"));
      names.addAll(tags);
      if (wanted == null || tags.stream().anyMatch(tag -> same(tag, wanted))) {
        found.add(new DockerArchive(image.path("Config").asText(), texts(image.path("Layers"))));
      }
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new FailureException(
        found.isEmpty()
            ? new Failure.NotFound("read", subject, "there is no such image; there is: " + names)
            : new Failure.Invalid("read", subject, "say which image: " + names, null));
  }

  private static boolean same(String tag, ImageReference wanted) {
    try {
      return ImageReference.parse(tag).withDefaultTag().equals(wanted);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** What the layers must be once unpacked, by the configuration. */
  static List<Digest> diffIds(byte[] config, String subject) {
    List<Digest> ids = new ArrayList<>();
    for (String id : texts(json(config, subject).path("rootfs").path("diff_ids"))) {
      if (!Digest.isDigest(id)) {
        throw new FailureException(
            new Failure.Broken("read", subject, "its configuration has a malformed layer: " + id));
      }
      ids.add(Digest.parse(id));
    }
    return ids;
  }

  private static JsonNode json(byte[] bytes, String subject) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new FailureException(
          new Failure.Broken("read", subject, "there is broken JSON in it"), e);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
