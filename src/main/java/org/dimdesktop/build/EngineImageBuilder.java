package org.dimdesktop.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.dimdesktop.build.BuildEvents.Stream;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.engine.transport.EngineResponse;
import org.dimdesktop.engine.transport.JsonStream;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Builds with an engine: BuildKit without a session, so private base images are pulled before the
 * build with the job's logins, and the build is never told to pull. Thread-safe.
 */
public final class EngineImageBuilder implements ImageBuilder {
  private final EngineHttp http;
  private final ImageService images;
  private final Executor io;

  /**
   * A builder on the engine behind {@code http}.
   *
   * @param io runs what must go on while a build is being stopped
   */
  public EngineImageBuilder(EngineHttp http, ImageService images, Executor io) {
    this.http = http;
    this.images = images;
    this.io = io;
  }

  @Override
  public BuiltImage build(BuildJob job, BuildEvents events, OperationContext ctx) {
    Path dockerfile = job.contextDir().resolve(job.dockerfile()).normalize();
    BuildContext context;
    String text;
    try {
      text = Files.readString(dockerfile, ISO_8859_1);
      context = BuildContext.of(job.contextDir(), dockerfile);
    } catch (java.nio.file.NoSuchFileException e) {
      throw invalid(job, "there is no " + job.dockerfile(), "dockerfile");
    } catch (IllegalArgumentException e) {
      throw invalid(job, ".dockerignore: " + e.getMessage(), "context");
    } catch (IOException e) {
      throw new FailureException(
          new Failure.Broken("build", job.tag().familiar(), "cannot read the context: " + e), e);
    }
    pullPrivateBases(job, text, events, ctx);
    String id =
        new EngineBuild(http, io, job).run(context, new StepSource(utf8(text)), events, ctx);
    return new BuiltImage(
        id != null ? id : images.inspect(job.tag().toString()).path("Id").asText());
  }

  /** The text as a person reads it; before, each char was a byte, so that no file is refused. */
  private static String utf8(String bytes) {
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }

  private static FailureException invalid(BuildJob job, String why, String field) {
    return new FailureException(new Failure.Invalid("build", job.tag().familiar(), why, field));
  }

  private void pullPrivateBases(
      BuildJob job, String dockerfile, BuildEvents events, OperationContext ctx) {
    for (ImageReference base : DockerfileImages.find(dockerfile, job.buildArgs())) {
      Optional<RegistryLogin> login = RegistryLogins.find(job.pullLogins(), base);
      if (login.isEmpty()) {
        continue;
      }
      events.line(Stream.SYSTEM, null, "Pulling the base image " + base.familiar());
      try {
        images.pull(base, job.platform(), RegistryLogins.auth(login.get()), ctx);
      } catch (FailureException e) {
        if (e.failure() instanceof Failure.Cancelled || !exists(base)) {
          throw e;
        }
        String why = e.failure().cause();
        events.line(Stream.SYSTEM, null, "Building with the copy that is here: " + why);
      }
    }
  }

  private boolean exists(ImageReference image) {
    try {
      images.inspect(image.toString());
      return true;
    } catch (FailureException e) {
      return false;
    }
  }

  @Override
  public String push(
      ImageReference ref, @Nullable RegistryLogin auth, BuildEvents events, OperationContext ctx) {
    ImageReference target = ref.withDefaultTag();
    EngineRequest request =
        EngineRequest.post("images/" + target.name() + "/push", "push", target.familiar())
            .withQuery("tag", target.manifestReference())
            .withHeader("X-Registry-Auth", RegistryLogins.header(auth));
    PushAnswer answer = new PushAnswer(target, events);
    try (EngineResponse response = http.execute(request)) {
      ctx.closeOnCancel(response);
      JsonStream items = response.jsonStream();
      for (JsonNode item = items.next(); item != null; item = items.next()) {
        answer.accept(item);
        ctx.report(answer.progress());
      }
    }
    Failure failure = answer.failure();
    if (ctx.isCancelled()) {
      failure = new Failure.Cancelled("push", target.familiar(), "it was cancelled");
    }
    if (failure != null) {
      throw new FailureException(failure);
    }
    Digest digest = answer.digest();
    return digest != null ? digest.toString() : pushedDigest(target);
  }

  /** An engine with the containerd store says the digest only when the image is inspected. */
  private String pushedDigest(ImageReference ref) {
    for (JsonNode name : images.inspect(ref.toString()).path("RepoDigests")) {
      ImageReference known = ImageReference.parse(name.asText());
      Digest digest = known.digest();
      if (digest != null && known.name().equals(ref.name())) {
        return digest.toString();
      }
    }
    throw new FailureException(
        new Failure.Broken("push", ref.familiar(), "the engine did not tell the digest"));
  }

  @Override
  public void remove(ImageReference ref) {
    try {
      images.remove(ref.toString(), false);
    } catch (FailureException e) {
      if (!(e.failure() instanceof Failure.NotFound)) {
        throw e;
      }
    }
  }
}
