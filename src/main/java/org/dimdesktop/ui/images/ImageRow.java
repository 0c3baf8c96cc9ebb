package org.dimdesktop.ui.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.dimdesktop.ui.common.Strings;

/**
 * One line of the list: a name of an image, or an image without a name.
 *
 * @param repository the part before the tag, or {@code <none>}
 * @param tag the tag, or {@code <none>}
 * @param behind why it is known to be behind its registry, or empty
 */
public record ImageRow(String repository, String tag, ImageSummary image, String behind) {
  static final String NONE = "<none>";

  /** The rows of a list of images, in its order. */
  static List<ImageRow> of(List<ImageSummary> images, OutdatedMarks.Behind marks) {
    List<ImageRow> rows = new ArrayList<>(images.size());
    for (ImageSummary image : images) {
      if (image.isDangling()) {
        rows.add(new ImageRow(repositoryOfDigest(image), NONE, image, ""));
      }
      for (String name : image.repoTags()) {
        int colon = name.lastIndexOf(':');
        boolean tagged = colon > name.lastIndexOf('/');
        rows.add(
            new ImageRow(
                tagged ? name.substring(0, colon) : name,
                tagged ? name.substring(colon + 1) : NONE,
                image,
                marks.image(image.id(), name)));
      }
    }
    return rows;
  }

  /** An image that was pulled by digest, or whose tag moved on, still knows where it came from. */
  private static String repositoryOfDigest(ImageSummary image) {
    return image.repoDigests().stream()
        .map(digest -> digest.substring(0, Math.max(0, digest.indexOf('@'))))
        .filter(name -> !name.isEmpty() && !name.equals(NONE))
        .findFirst()
        .orElse(NONE);
  }

  /** What tells rows apart: the name, or the id where there is none. */
  String key() {
    return isNamed() ? reference() : image.id() + "@" + repository;
  }

  boolean isNamed() {
    return !tag.equals(NONE);
  }

  /** What the engine is to be asked for: the name, or the id where there is none. */
  String reference() {
    return isNamed() ? repository + ":" + tag : image.id();
  }

  /** What a person calls it. */
  String title() {
    return isNamed() ? reference() : image.shortId();
  }

  boolean isUnused() {
    return image.usedBy().isEmpty();
  }

  /** Says whether the image has a label {@code key} or {@code key=value}, as docker filters. */
  boolean hasLabel(String wanted) {
    int equals = wanted.indexOf('=');
    if (equals < 0) {
      return image.labels().containsKey(wanted);
    }
    return Objects.equals(
        image.labels().get(wanted.substring(0, equals)), wanted.substring(equals + 1));
  }

  /** The tag, with the word that it is outdated where it is. */
  String tagText() {
    return behind.isEmpty() ? tag : tag + " · " + Strings.get("outdated.word");
  }

  /** What the filter field searches. */
  String searchText() {
    StringBuilder text = new StringBuilder(reference());
    text.append(' ').append(image.id()).append(' ').append(tagText());
    image.usedBy().forEach(name -> text.append(' ').append(name));
    return text.toString();
  }
}
