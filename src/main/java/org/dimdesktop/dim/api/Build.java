package org.dimdesktop.dim.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A build as the daemon tells it.
 *
 * @param phase what it is doing while it runs, else null
 * @param commit the full id of the commit that {@code ref} named, once it is cloned
 * @param digest the pushed manifest's digest, after success
 * @param errorClass one of {@link ErrorClass}, after a failure
 * @param errorSummary the one line that explains the failure
 * @param rebuildOf the build whose inputs this one repeats
 * @param durationMs from start to end in milliseconds, once it has ended
 * @param lastSeq the number of its last stored log line; 0 before the first
 */
public record Build(
    String id,
    BuildStatus status,
    @Nullable BuildPhase phase,
    String repo,
    String ref,
    @Nullable String commit,
    String image,
    String tag,
    String dockerfile,
    String context,
    @Nullable String target,
    @Nullable String platform,
    Map<String, String> buildArgs,
    boolean noCache,
    @Nullable String digest,
    @Nullable String errorClass,
    @Nullable String errorSummary,
    @Nullable String rebuildOf,
    @Nullable String requestedBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Long durationMs,
    long lastSeq) {
  public Build {
    buildArgs = BuildRequest.ordered(buildArgs);
  }

  /** The reference that the build pushes: {@code image:tag}. */
  public String imageAndTag() {
    return image + ":" + tag;
  }

  /** What a new build with the same inputs asks for. */
  public BuildRequest toRequest() {
    return new BuildRequest(
        repo, ref, image, tag, dockerfile, context, buildArgs, target, platform, noCache);
  }
}
