package org.dimdesktop.build;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dimdesktop.model.ImageReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images that a Dockerfile names: {@code FROM}, {@code COPY --from}, {@code RUN
 * --mount=from=} and the {@code # syntax=} line. It needs to find the images that must be there
 * before a build begins; whether the file is right is for the builder to say.
 */
final class DockerfileImages {
  private static final Pattern FLAG_FROM = Pattern.compile("--from=(\\S+)");
  private static final Pattern MOUNT_FROM = Pattern.compile("--mount=(?:\\S*,)?from=([^,\\s]+)");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)(?::([-+])([^}]*))?})");

  private final Map<String, String> args = new TreeMap<>();
  private final Map<String, String> buildArgs;
  private final Set<String> stages = new HashSet<>();
  private final Set<ImageReference> images = new LinkedHashSet<>();
  private boolean inStage;

  private DockerfileImages(Map<String, String> buildArgs) {
    this.buildArgs = buildArgs;
  }

  /** The images that {@code dockerfile} names, in its order, with these build arguments. */
  static List<ImageReference> find(String dockerfile, Map<String, String> buildArgs) {
    DockerfileImages found = new DockerfileImages(buildArgs);
    found.read(dockerfile);
    return List.copyOf(found.images);
  }

  private void read(String dockerfile) {
    DockerfileText text = DockerfileText.of(dockerfile);
    String syntax = text.syntax();
    if (syntax != null) {
      add(syntax);
    }
    for (DockerfileText.Instruction each : text.instructions()) {
      switch (each.keyword()) {
        case "ARG" -> arg(each.rest());
        case "FROM" -> from(each.rest());
        case "COPY" -> addAll(FLAG_FROM, each.rest());
        case "RUN" -> addAll(MOUNT_FROM, each.rest());
        default -> {}
      }
    }
  }

  private void arg(String rest) {
    if (inStage) {
      return; // only what stands before the first FROM counts in a FROM
    }
    for (String one : rest.split("\\s+", -1)) {
      String[] pair = one.split("=", 2);
      String given = buildArgs.get(pair[0]);
      if (given != null) {
        args.put(pair[0], given);
      } else if (pair.length == 2) {
        args.put(pair[0], expand(unquote(pair[1])));
      }
    }
  }

  private void from(String rest) {
    inStage = true;
    List<String> words =
        java.util.Arrays.stream(rest.split("\\s+", -1)).filter(w -> !w.startsWith("--")).toList();
    if (words.isEmpty()) {
      return;
    }
    add(words.getFirst());
    if (words.size() >= 3 && words.get(1).equalsIgnoreCase("AS")) {
      stages.add(words.get(2).toLowerCase(Locale.ROOT));
    }
  }

  private void addAll(Pattern flag, String rest) {
    Matcher m = flag.matcher(rest);
    while (m.find()) {
      add(m.group(1));
    }
  }

  private void add(String name) {
    String text = expand(unquote(name));
    boolean isIndex = text.chars().allMatch(Character::isDigit);
    if (isIndex || text.equals("scratch") || stages.contains(text.toLowerCase(Locale.ROOT))) {
      return;
    }
    ImageReference reference = parse(text);
    if (reference != null) {
      images.add(reference);
    }
  }

  private static @Nullable ImageReference parse(String text) {
    try {
      return ImageReference.parse(text).withDefaultTag();
    } catch (IllegalArgumentException e) {
      return null; // the builder will say so with the line's number
    }
  }

  private String expand(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(m -> {
          String name = m.group(1) != null ? m.group(1) : m.group(2);
          String value = args.getOrDefault(name, "");
          String other = m.group(4) == null ? "" : m.group(4);
          if ("-".equals(m.group(3)) && value.isEmpty()) {
            value = other;
          } else if ("+".equals(m.group(3))) {
            value = value.isEmpty() ? "" : other;
          }
          return Matcher.quoteReplacement(value);
        });
  }

  private static String unquote(String text) {
    boolean quoted =
        text.length() >= 2
            && (text.startsWith("\"") || text.startsWith("'"))
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
