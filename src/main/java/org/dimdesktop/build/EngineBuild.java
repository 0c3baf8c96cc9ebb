package org.dimdesktop.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.engine.transport.EngineResponse;
import org.dimdesktop.engine.transport.JsonStream;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@code POST /build} from its request to the image's id, or to the end of its cancel. */
final class EngineBuild {
  private static final Logger LOG = LoggerFactory.getLogger(EngineBuild.class);
  private static final Duration CANCEL_PAUSE = Duration.ofMillis(250);
  private static final int CANCEL_TRIES = 8;

  private final EngineHttp http;
  private final Executor io;
  private final BuildJob job;
  private final String subject;
  private final String buildId = "dim-" + UUID.randomUUID();
  private volatile boolean ended;

  EngineBuild(EngineHttp http, Executor io, BuildJob job) {
    this.http = http;
    this.io = io;
    this.job = job;
    this.subject = job.tag().familiar();
  }

  /**
   * Runs the build; blocks.
   *
   * @return the image's id, or null where the engine did not tell it
   */
  @Nullable String run(
      BuildContext context, StepSource source, BuildEvents events, OperationContext ctx) {
    BuildAnswer answer = new BuildAnswer(events, source);
    ctx.closeOnCancel(this::cancel);
    try (EngineResponse response = http.execute(request(context))) {
      ctx.closeOnCancel(response);
      JsonStream items = response.jsonStream();
      for (JsonNode item = items.next(); item != null; item = items.next()) {
        answer.accept(item);
        ctx.report(answer.progress());
      }
      ended = true;
    } finally {
      answer.finish();
      if (!ended) {
        cancel(); // whatever broke the stream, nobody is left who wants the image
      }
    }
    if (ctx.isCancelled()) {
      throw new FailureException(new Failure.Cancelled("build", subject, "it was cancelled"));
    }
    String why = answer.failure();
    if (why != null) {
      throw new FailureException(new Failure.Failed("build", subject, why));
    }
    return answer.imageId();
  }

  private EngineRequest request(BuildContext context) {
    ObjectNode args = new ObjectMapper().createObjectNode();
    job.buildArgs().forEach(args::put);
    EngineRequest request =
        EngineRequest.post("build", "build", subject)
            .withQuery("version", 2)
            .withQuery("buildid", buildId)
            .withQuery("t", job.tag().toString())
            .withQuery("dockerfile", context.dockerfileName())
            .withQuery("buildargs", args)
            .withQuery("rm", 1)
            .withQuery("forcerm", 1)
            .withBody("application/x-tar", context::writeTo);
    if (job.target() != null) {
      request = request.withQuery("target", job.target());
    }
    if (job.platform() != null) {
      request = request.withQuery("platform", job.platform());
    }
    return job.noCache() ? request.withQuery("nocache", 1) : request;
  }

  /**
   * Stops the build at the engine. An id that is not known yet is answered like one that was
   * cancelled, so it is asked for again until the stream has ended or the tries are used up.
   */
  private void cancel() {
    io.execute(() -> {
      for (int i = 0; i < CANCEL_TRIES && !ended; i++) {
        cancelOnce();
        LockSupport.parkNanos(CANCEL_PAUSE.toNanos());
      }
    });
  }

  private void cancelOnce() {
    EngineRequest request =
        EngineRequest.post("build/cancel", "cancel the build of", subject)
            .withQuery("id", buildId)
            .withTimeout(Duration.ofSeconds(2));
    try {
      http.execute(request).close();
    } catch (FailureException e) {
      LOG.debug("cancelling build {}", buildId, e); // podman has no such route
    }
  }
}
