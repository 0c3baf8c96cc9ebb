package org.dimdesktop.ui.builds;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.DimJson;
import org.jspecify.annotations.Nullable;

/** A build's inputs as commands for a POSIX shell; the token stands in them as a variable only. */
final class BuildCommands {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private BuildCommands() {}

  /** As {@code dim submit}. */
  static String dimSubmit(BuildRequest build, URI daemon) {
    List<String> words = new ArrayList<>(List.of("dim", "submit"));
    option(words, "--repo", build.repo(), null);
    option(words, "--ref", build.ref(), null);
    option(words, "--image", build.image(), null);
    option(words, "--tag", build.tag(), null);
    option(words, "--dockerfile", build.dockerfile(), BuildRequest.DEFAULT_DOCKERFILE);
    option(words, "--context", build.context(), BuildRequest.DEFAULT_CONTEXT);
    build
        .buildArgs()
        .forEach((name, value) -> option(words, "--build-arg", name + "=" + value, null));
    option(words, "--target", build.target(), null);
    option(words, "--platform", build.platform(), null);
    if (build.noCache()) {
      words.add("--no-cache");
    }
    return "DIM_ADDR=" + quote(daemon.toString()) + " " + joined(words);
  }

  private static void option(
      List<String> words, String name, @Nullable String value, @Nullable String usual) {
    if (value != null && !value.equals(usual)) {
      words.add(name);
      words.add(value);
    }
  }

  /** As {@code curl}. */
  static String curl(BuildRequest build, URI daemon) {
    String body;
    try {
      body = DimJson.mapper().writeValueAsString(build);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    String url = daemon.toString().replaceFirst("/+$", "") + "/api/v1/builds";
    return "curl --fail-with-body -H \"Authorization: Bearer $DIM_TOKEN\""
        + " -H 'Content-Type: application/json' --data "
        + quote(body)
        + " "
        + quote(url);
  }

  private static String joined(List<String> words) {
    return words.stream().map(BuildCommands::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
