package org.dimdesktop.dim.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to build: the body of {@code POST /builds}.
 *
 * @param dockerfile the Dockerfile's path in the repository; {@code Dockerfile} when null is given
 * @param context the context's path in the repository; {@code .} when null is given
 */
public record BuildRequest(
    String repo,
    String ref,
    String image,
    String tag,
    String dockerfile,
    String context,
    Map<String, String> buildArgs,
    @Nullable String target,
    @Nullable String platform,
    boolean noCache) {
  /** The Dockerfile of requests that name none. */
  public static final String DEFAULT_DOCKERFILE = "Dockerfile";

  /** The context of requests that name none. */
  public static final String DEFAULT_CONTEXT = ".";

  @SuppressWarnings("NullAway") // absent fields come as null from JSON
  public BuildRequest {
    dockerfile = dockerfile == null ? DEFAULT_DOCKERFILE : dockerfile;
    context = context == null ? DEFAULT_CONTEXT : context;
    buildArgs = ordered(buildArgs);
  }

  /** A build of the repository's root with its {@code Dockerfile}. */
  public static BuildRequest of(String repo, String ref, String image, String tag) {
    return new BuildRequest(
        repo, ref, image, tag, DEFAULT_DOCKERFILE, DEFAULT_CONTEXT, Map.of(), null, null, false);
  }

  static Map<String, String> ordered(@Nullable Map<String, String> args) {
    return args == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(args));
  }
}
