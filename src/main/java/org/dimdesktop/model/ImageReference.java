package org.dimdesktop.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A normalised image reference, {@code domain/path[:tag][@digest]}, by the grammar of the
 * distribution project's {@code reference} package.
 *
 * @param domain the registry with its port, such as {@code docker.io} or {@code [::1]:5000}
 * @param path the repository without its registry, such as {@code library/alpine}
 */
public record ImageReference(
    String domain, String path, @Nullable String tag, @Nullable Digest digest) {
  /** The domain of references that name none. */
  public static final String DOCKER_HUB = "docker.io";

  /** The tag of references that name none. */
  public static final String DEFAULT_TAG = "latest";

  private static final int MAX_NAME = 255;

  /** A name, a tag of 128 and the longest digest; patterns are not asked about more. */
  private static final int MAX_TEXT = 600;

  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  private static final Pattern COMPONENT =
      Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
              + "(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*"
              + "|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");
  private static final Pattern BARE_ID = Pattern.compile("[a-f0-9]{64}");
  private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*://.*");

  /**
   * Parses what a person or a file names an image by, and completes it as Docker does: no domain is
   * Docker Hub, a Hub name without a slash is in {@code library/}.
   *
   * @throws IllegalArgumentException naming the text and what is wrong with it
   */
  public static ImageReference parse(String text) {
    String rest = text.strip();
    if (rest.isEmpty()) {
      throw bad(text, "it is empty");
    }
    if (rest.length() > MAX_TEXT) {
      throw bad(text.strip().substring(0, 40) + "…", tooLong());
    }
    if (SCHEME.matcher(rest).matches()) {
      throw bad(text, "leave out the scheme, a reference begins with the registry's host");
    }
    if (BARE_ID.matcher(rest).matches()) {
      throw bad(text, "64 hex digits are an image id, not a name");
    }
    Digest digest = null;
    int at = rest.indexOf('@');
    if (at >= 0) {
      try {
        digest = Digest.parse(rest.substring(at + 1));
      } catch (IllegalArgumentException e) {
        throw bad(text, "after the @ must stand a digest such as sha256:<64 hex digits>");
      }
      rest = rest.substring(0, at);
    }
    String domain = DOCKER_HUB;
    int slash = rest.indexOf('/');
    if (slash > 0 && isDomain(rest.substring(0, slash))) {
      domain = rest.substring(0, slash);
      rest = rest.substring(slash + 1);
    }
    String tag = null;
    int colon = rest.lastIndexOf(':');
    if (colon >= 0) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
      if (!TAG.matcher(tag).matches()) {
        throw bad(text, "\"" + tag + "\" is not a tag");
      }
    }
    if (domain.equals("index.docker.io") || domain.equals("registry-1.docker.io")) {
      domain = DOCKER_HUB;
    }
    if (domain.equals(DOCKER_HUB) && rest.indexOf('/') < 0) {
      rest = "library/" + rest;
    }
    checkName(text, domain, rest);
    return new ImageReference(domain, rest, tag, digest);
  }

  private static void checkName(String text, String domain, String path) {
    if (!DOMAIN.matcher(domain).matches()) {
      throw bad(text, "\"" + domain + "\" is not a registry host");
    }
    for (String component : path.split("/", -1)) {
      Matcher m = COMPONENT.matcher(component);
      if (!m.matches()) {
        throw bad(
            text,
            component.equals(component.toLowerCase(java.util.Locale.ROOT))
                ? "\"" + component + "\" is not a part of a repository name"
                : "a repository name is lower case");
      }
    }
    if (domain.length() + 1 + path.length() > MAX_NAME) {
      throw bad(text, tooLong());
    }
  }

  private static String tooLong() {
    return "its name is longer than " + MAX_NAME + " characters";
  }

  /** The first part of a name is a registry exactly in these cases (reference/normalize.go). */
  private static boolean isDomain(String first) {
    return first.equals("localhost")
        || first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || !first.equals(first.toLowerCase(java.util.Locale.ROOT));
  }

  private static IllegalArgumentException bad(String text, String why) {
    return new IllegalArgumentException("not an image reference: " + text + " (" + why + ")");
  }

  /** The whole repository, {@code domain/path}. */
  public String name() {
    return domain + "/" + path;
  }

  /** The same reference with another tag and without a digest. */
  public ImageReference withTag(String newTag) {
    if (!TAG.matcher(newTag).matches()) {
      throw bad(name() + ":" + newTag, "\"" + newTag + "\" is not a tag");
    }
    return new ImageReference(domain, path, newTag, null);
  }

  /** The same repository at a digest, without a tag. */
  public ImageReference withDigest(Digest newDigest) {
    return new ImageReference(domain, path, null, newDigest);
  }

  /** The same reference, with {@code :latest} where neither tag nor digest stands. */
  public ImageReference withDefaultTag() {
    return tag == null && digest == null ? withTag(DEFAULT_TAG) : this;
  }

  /** What a registry's manifest route takes: the digest when there is one, else the tag. */
  public String manifestReference() {
    if (digest != null) {
      return digest.toString();
    }
    return tag == null ? DEFAULT_TAG : tag;
  }

  /** The short form that Docker shows: {@code alpine} for {@code docker.io/library/alpine}. */
  public String familiar() {
    String name = path;
    if (!domain.equals(DOCKER_HUB)) {
      name = name();
    } else if (path.startsWith("library/") && path.indexOf('/', "library/".length()) < 0) {
      name = path.substring("library/".length());
    }
    return (isTakenOtherwise(name) ? name() : name) + suffix();
  }

  /** Short, some names of Docker Hub would be those of another registry, or an image's id. */
  private boolean isTakenOtherwise(String name) {
    int slash = name.indexOf('/');
    return domain.equals(DOCKER_HUB)
        && (slash < 0 ? BARE_ID.matcher(name).matches() : isDomain(name.substring(0, slash)));
  }

  private String suffix() {
    return (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }

  @Override
  public String toString() {
    return name() + suffix();
  }
}
