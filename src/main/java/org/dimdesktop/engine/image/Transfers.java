package org.dimdesktop.engine.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.engine.transport.EngineResponse;
import org.dimdesktop.engine.transport.JsonStream;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.jspecify.annotations.Nullable;

/** Pulls and pushes, with their progress. */
final class Transfers {
  private static final Duration LOOK_UP = Duration.ofSeconds(30);

  private final EngineHttp http;

  Transfers(EngineHttp http) {
    this.http = http;
  }

  void pull(
      ImageReference wanted,
      @Nullable Platform platform,
      @Nullable RegistryAuth auth,
      OperationContext context) {
    EngineRequest request =
        EngineRequest.post("images/create", "pull", wanted.familiar())
            .withQuery("fromImage", wanted.name())
            .withQuery("tag", wanted.manifestReference());
    if (platform != null) {
      request = request.withQuery("platform", platform);
    }
    TransferProgress progress = new TransferProgress(wanted);
    try {
      var _ = follow(request.withHeader("X-Registry-Auth", header(auth)), progress, context);
    } catch (FailureException e) {
      if (auth == null && e.failure() instanceof Failure.Denied d) {
        // Whoever showed no credentials was not denied but is asked for some.
        throw new FailureException(
            new Failure.Unauthorized(d.action(), d.subject(), d.cause(), wanted.domain()), e);
      }
      throw e;
    }
  }

  Digest push(ImageReference image, @Nullable RegistryAuth auth, OperationContext context) {
    EngineRequest request =
        EngineRequest.post("images/" + image.name() + "/push", "push", image.familiar())
            .withQuery("tag", image.manifestReference())
            .withHeader("X-Registry-Auth", header(auth));
    TransferProgress progress = new TransferProgress(image);
    @Nullable String digest = follow(request, progress, context);
    if (digest == null || !Digest.isDigest(digest)) {
      throw new FailureException(
          new Failure.Broken(
              "push", image.familiar(), "the engine did not tell the digest of what it pushed"));
    }
    return Digest.parse(digest);
  }

  RemoteImage remote(ImageReference image, @Nullable RegistryAuth auth) {
    JsonNode answer =
        http.execute(
                EngineRequest.get("distribution/" + image + "/json", "look up", image.familiar())
                    .withHeader("X-Registry-Auth", header(auth))
                    .withTimeout(LOOK_UP))
            .json();
    JsonNode descriptor = answer.path("Descriptor");
    String digest = descriptor.path("digest").asText("");
    if (!Digest.isDigest(digest)) {
      throw new FailureException(
          new Failure.Broken("look up", image.familiar(), "the engine told no digest"));
    }
    List<Platform> platforms = new ArrayList<>();
    for (JsonNode platform : answer.path("Platforms")) {
      platforms.add(
          Platform.of(
              platform.path("os").asText(""),
              platform.path("architecture").asText(""),
              platform.path("variant").asText(null)));
    }
    return new RemoteImage(
        descriptor.path("mediaType").asText(""), Digest.parse(digest), platforms);
  }

  /** Reads the stream to its end; the digest that it told, or null. */
  private @Nullable String follow(
      EngineRequest request, TransferProgress progress, OperationContext context) {
    context.report(progress.progress());
    TransferLines lines = new TransferLines();
    try (EngineResponse response = http.execute(request);
        JsonStream items = response.jsonStream()) {
      context.closeOnCancel(response);
      for (JsonNode item = items.nextOrFail(); item != null; item = items.nextOrFail()) {
        context.report(progress.accept(item));
        lines.of(item).ifPresent(context::line);
      }
    }
    @Nullable String digest = progress.digest();
    context.report(finished(progress.progress()).withNote(digest == null ? "" : digest));
    return digest;
  }

  /** The tree of a success: a layer of which the engine said no last word is done as well. */
  private static Progress finished(Progress last) {
    List<Progress> parts = new ArrayList<>(last.parts().size());
    for (Progress part : last.parts()) {
      parts.add(part.phase().isEnd() ? part : done(part, part.total()));
    }
    Progress whole = done(last, last.current());
    return new Progress(
        whole.label(), whole.phase(), whole.current(), whole.total(), whole.unit(), "", parts);
  }

  private static Progress done(Progress part, long total) {
    return Progress.of(part.label(), Phase.DONE, part.current(), total, part.unit());
  }

  /**
   * The header's value (API, "Authentication"): JSON in base64url; an empty object is anonymous.
   */
  static String header(@Nullable RegistryAuth auth) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (auth != null) {
      json.put("serveraddress", auth.serverAddress());
      if (!auth.registryToken().isEmpty()) {
        json.put("registrytoken", auth.registryToken());
      } else if (auth.identityToken().isEmpty()) {
        json.put("username", auth.username()).put("password", auth.password());
      } else {
        json.put("identitytoken", auth.identityToken());
      }
    }
    return Base64.getUrlEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
