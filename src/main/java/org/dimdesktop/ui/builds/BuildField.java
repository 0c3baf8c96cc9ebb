package org.dimdesktop.ui.builds;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/** A field of the form for a new build, with its rule; rules answer with the key of a text. */
public enum BuildField {
  REPO(""),
  REF("main"),
  IMAGE(""),
  TAG("latest"),
  DOCKERFILE(BuildRequest.DEFAULT_DOCKERFILE),
  CONTEXT(BuildRequest.DEFAULT_CONTEXT),
  BUILD_ARGS(""),
  TARGET(""),
  PLATFORM("");

  private static final Pattern ARG = Pattern.compile("[A-Za-z_]\\w*=.*");

  private final String preset;

  BuildField(String preset) {
    this.preset = preset;
  }

  /** What stands in it at first. */
  String preset() {
    return preset;
  }

  /** The key of what is wrong with the text, or null. */
  @Nullable String check(String text) {
    return switch (this) {
      case REPO -> checkRepo(text);
      case REF -> matches(text, "[^\\s-][^\\s]{0,254}", "builds.new.error.ref");
      case IMAGE -> checkImage(text);
      case TAG -> matches(text, "\\w[\\w.-]{0,127}", "builds.new.error.tag");
      case DOCKERFILE, CONTEXT -> checkPath(text);
      case BUILD_ARGS -> checkArgs(text);
      case TARGET -> matches(text, "[A-Za-z0-9_.-]*", "builds.new.error.target");
      case PLATFORM -> checkPlatform(text);
    };
  }

  /** The key of its name. */
  String textKey() {
    return "builds.field." + name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String matches(String text, String pattern, String key) {
    return text.matches(pattern) ? null : key;
  }

  private static @Nullable String checkRepo(String text) {
    return gitHost(text).isEmpty() || text.matches(".*\\s.*") ? "builds.new.error.repo" : null;
  }

  private static @Nullable String checkImage(String text) {
    try {
      ImageReference image = ImageReference.parse(text);
      if (image.tag() != null || image.digest() != null) {
        return "builds.new.error.image.tag";
      }
      return registryHost(text).isEmpty() ? "builds.new.error.image.host" : null;
    } catch (IllegalArgumentException e) {
      return "builds.new.error.image";
    }
  }

  private static @Nullable String checkPath(String text) {
    boolean outside =
        text.isEmpty()
            || text.startsWith("/")
            || text.startsWith("\\")
            || text.matches("[A-Za-z]:.*")
            || java.util.Arrays.asList(text.split("[/\\\\]", -1)).contains("..");
    return outside ? "builds.new.error.path" : null;
  }

  private static @Nullable String checkArgs(String text) {
    boolean good = text.lines().allMatch(l -> l.isBlank() || ARG.matcher(l.strip()).matches());
    return good ? null : "builds.new.error.args";
  }

  private static @Nullable String checkPlatform(String text) {
    try {
      if (!text.isEmpty()) {
        Platform.parse(text);
      }
      return null;
    } catch (IllegalArgumentException e) {
      return "builds.new.error.platform";
    }
  }

  /** The host of a repository's address with its port, or empty when it has none. */
  static String gitHost(String repo) {
    try {
      URI uri = new URI(repo.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      if (!scheme.equals("http") && !scheme.equals("https")) {
        return "";
      }
      String path = uri.getPath() == null ? "" : uri.getPath();
      if (uri.getHost() == null || path.length() < 2) {
        return "";
      }
      return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    } catch (java.net.URISyntaxException e) {
      return "";
    }
  }

  /** The registry that an image names, or empty when it names none. */
  static String registryHost(String image) {
    try {
      ImageReference reference = ImageReference.parse(image.strip());
      return image.strip().startsWith(reference.domain() + "/") ? reference.domain() : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Build arguments from lines of {@code NAME=value}. */
  static Map<String, String> args(String text) {
    Map<String, String> args = new LinkedHashMap<>();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> args.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    return args;
  }

  /** The lines for build arguments. */
  static String argsText(Map<String, String> args) {
    return args.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining("\n"));
  }
}
