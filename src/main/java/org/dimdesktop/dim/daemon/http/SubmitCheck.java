package org.dimdesktop.dim.daemon.http;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.daemon.git.RepoPath;
import org.dimdesktop.dim.daemon.git.RepoUrl;
import org.dimdesktop.dim.daemon.store.CredentialStore;
import org.dimdesktop.dim.daemon.store.CredentialType;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with a build before it is queued. */
final class SubmitCheck {
  private static final Pattern REF = Pattern.compile("[^\\s\\x00-\\x20~^:?*\\[\\\\]{1,255}");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  private final CredentialStore credentials;
  private final Clock clock;

  SubmitCheck(CredentialStore credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /** Reads the body of {@code POST /builds} and checks what it says. */
  BuildRequest read(JsonBody body) {
    BuildRequest request =
        new BuildRequest(
            body.text("repo"),
            body.text("ref"),
            body.text("image"),
            body.text("tag"),
            body.optionalText("dockerfile").orElse(BuildRequest.DEFAULT_DOCKERFILE),
            body.optionalText("context").orElse(BuildRequest.DEFAULT_CONTEXT),
            body.texts("build_args"),
            body.optionalText("target").filter(t -> !t.isBlank()).orElse(null),
            body.optionalText("platform").filter(t -> !t.isBlank()).orElse(null),
            body.flag("no_cache"));
    repo(request.repo());
    ref(request.ref());
    image(request.image());
    if (!TAG.matcher(request.tag()).matches()) {
      throw ApiException.invalid("tag", "\"" + request.tag() + "\" is not a tag");
    }
    path("dockerfile", request.dockerfile());
    path("context", request.context());
    platform(request.platform());
    return request;
  }

  private static RepoUrl repo(String repo) {
    try {
      return RepoUrl.parse(repo);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid("repo", String.valueOf(e.getMessage()));
    }
  }

  /** The parts of git's check-ref-format that could change what is fetched. */
  private static void ref(String ref) {
    if (!REF.matcher(ref).matches()
        || ref.startsWith("-")
        || ref.startsWith("/")
        || ref.endsWith("/")
        || ref.endsWith(".lock")
        || ref.contains("..")
        || ref.contains("@{")
        || ref.contains("//")) {
      throw ApiException.invalid("ref", "the ref is not a branch, a tag or a commit id");
    }
  }

  private static ImageReference image(String image) {
    ImageReference parsed;
    try {
      parsed = ImageReference.parse(image);
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid("image", String.valueOf(e.getMessage()));
    }
    if (parsed.tag() != null || parsed.digest() != null) {
      throw ApiException.invalid("image", "the image must stand without tag and digest");
    }
    // Only what is completed to Docker Hub can have come without a host.
    if (parsed.domain().equals(ImageReference.DOCKER_HUB)
        && !image.strip().matches("((index|registry-1)\\.)?docker\\.io/.+")) {
      throw ApiException.bad(
          ErrorCode.IMAGE_HOST_MISSING,
          "image",
          "the image must name its registry, such as registry.example.com/" + image.strip());
    }
    return parsed;
  }

  private static void path(String field, String path) {
    if (RepoPath.normalise(path).isEmpty()) {
      throw ApiException.bad(
          ErrorCode.PATH_ESCAPE, field, "the " + field + " must stand inside the repository");
    }
  }

  private static void platform(@Nullable String platform) {
    try {
      if (platform != null) {
        Platform.parse(platform);
      }
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid("platform", String.valueOf(e.getMessage()));
    }
  }

  /** 400 unless both hosts have an entry, be it an anonymous one. */
  void credentials(BuildRequest request) {
    String gitHost = repo(request.repo()).host();
    if (!credentials.has(CredentialType.GIT, gitHost)) {
      throw ApiException.bad(
          ErrorCode.CREDENTIALS_GIT_MISSING, "repo", "no git credential is stored for " + gitHost);
    }
    String registry = image(request.image()).domain();
    if (!credentials.has(CredentialType.REGISTRY, registry)) {
      throw ApiException.bad(
          ErrorCode.CREDENTIALS_REGISTRY_MISSING,
          "image",
          "no registry credential is stored for " + registry);
    }
  }

  /** A new build that waits. */
  Build queued(BuildRequest r, Principal who, @Nullable String rebuildOf) {
    return new Build(
        UlidCreator.getMonotonicUlid().toString(),
        BuildStatus.QUEUED,
        null,
        r.repo(),
        r.ref(),
        null,
        r.image().strip(),
        r.tag(),
        r.dockerfile(),
        r.context(),
        r.target(),
        r.platform(),
        r.buildArgs(),
        r.noCache(),
        null,
        null,
        null,
        rebuildOf,
        who.name(),
        Instant.ofEpochMilli(clock.millis()),
        null,
        null,
        null,
        0);
  }
}
