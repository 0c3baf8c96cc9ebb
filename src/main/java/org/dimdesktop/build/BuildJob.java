package org.dimdesktop.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/**
 * One build.
 *
 * @param contextDir the root of the context on this machine
 * @param dockerfile the Dockerfile's path relative to {@code contextDir}, with {@code /}; where it
 *     begins with {@code ../} it stands outside the context and is sent beside it
 * @param tag what the image is called
 * @param target the stage to stop at, the last one when null
 * @param platform the platform to build for, the engine's own when null
 * @param pullLogins logins for the registries of base images
 */
public record BuildJob(
    Path contextDir,
    String dockerfile,
    ImageReference tag,
    Map<String, String> buildArgs,
    @Nullable String target,
    @Nullable Platform platform,
    boolean noCache,
    List<RegistryLogin> pullLogins) {
  public BuildJob {
    buildArgs = Map.copyOf(buildArgs);
    pullLogins = List.copyOf(pullLogins);
  }
}
