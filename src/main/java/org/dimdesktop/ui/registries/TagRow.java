package org.dimdesktop.ui.registries;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.TagHead;
import org.dimdesktop.registry.TagInfo;
import org.jspecify.annotations.Nullable;

/**
 * A tag as the table shows it: its name at once, the rest when its row came into sight.
 *
 * @param reference the repository with this tag
 * @param head what it points to, once looked up
 * @param info all that the table shows, once looked up
 * @param local how the engine's image of this name relates to it
 * @param group the tags that share its digest, where rows are grouped and there are others
 * @param problem why it could not be looked up, or empty
 */
public record TagRow(
    ImageReference reference,
    String tag,
    @Nullable TagHead head,
    @Nullable TagInfo info,
    Local local,
    @Nullable Group group,
    String problem) {

  private static final Instant DAY_TWO = Instant.EPOCH.plusSeconds(86_400);

  /** How the engine's image of this name relates to the tag. */
  public enum Local {
    /** The engine, or the tag's digest, is not known. */
    UNKNOWN,
    /** The engine has no image of this name. */
    NONE,
    /** The engine has what the tag points to. */
    SAME,
    /** The engine has another image under this name. */
    DIFFERS
  }

  /**
   * Tags with one digest.
   *
   * @param leader the highest of them, which is where the others stand
   * @param size how many they are, 2 at least
   */
  public record Group(String leader, int size) {}

  static TagRow named(ImageReference repository, String tag) {
    return new TagRow(repository.withTag(tag), tag, null, null, Local.UNKNOWN, null, "");
  }

  TagRow pointingTo(TagHead found) {
    boolean same = digest() != null && digest().equals(found.descriptor().digest());
    return new TagRow(reference, tag, found, same ? info : null, local, group, "");
  }

  TagRow known(TagInfo found) {
    return new TagRow(reference, tag, head, found, local, group, "");
  }

  TagRow failed(String why) {
    return new TagRow(reference, tag, head, info, local, group, why);
  }

  TagRow compared(LocalTags locals) {
    Local now = locals.compare(tag, digest());
    return now == local ? this : new TagRow(reference, tag, head, info, now, group, problem);
  }

  TagRow in(@Nullable Group shared) {
    return java.util.Objects.equals(shared, group)
        ? this
        : new TagRow(reference, tag, head, info, local, shared, problem);
  }

  boolean isOpen() {
    return info == null && problem.isEmpty();
  }

  /** What it points to, once looked up. */
  public @Nullable Digest digest() {
    return head == null ? null : head.descriptor().digest();
  }

  /** When it was built; 1970 while unknown. */
  Instant created() {
    Instant created = info == null ? null : info.created();
    // Reproducible builds are dated 1970: that says nothing, and is shown as nothing.
    return created == null || created.isBefore(DAY_TWO) ? Instant.EPOCH : created;
  }

  /**
   * The rows from the oldest to the newest: by when they were built or, where that is not known of
   * all of them, by version.
   */
  public static List<TagRow> oldestFirst(List<TagRow> rows) {
    Comparator<TagRow> version = Comparator.comparing(TagRow::tag, new NaturalOrder());
    boolean dated = rows.stream().noneMatch(row -> row.created().equals(Instant.EPOCH));
    return rows.stream()
        .sorted(dated ? Comparator.comparing(TagRow::created).thenComparing(version) : version)
        .toList();
  }

  /** When it was pushed, where its registry says that. */
  @Nullable Instant pushed() {
    return head == null ? null : head.pushed();
  }

  /** Whether it is no version, but what tools attach to one: cosign's, and lists of referrers. */
  boolean isAttachment() {
    return tag.length() >= 71 && tag.startsWith("sha256-");
  }

  /** The tag by which it is ordered: its group's highest, or its own. */
  String leader() {
    return group == null ? tag : group.leader();
  }

  List<Platform> platforms() {
    return info == null ? List.of() : info.platforms();
  }

  /** Bytes to download for this machine's platform; -1 while unknown. */
  long size() {
    return info == null ? -1 : info.size();
  }
}
