package org.dimdesktop.dim.daemon.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPage;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.daemon.queue.BuildQueue;
import org.dimdesktop.dim.daemon.store.BuildQuery;
import org.dimdesktop.dim.daemon.store.BuildStore;
import org.dimdesktop.dim.daemon.store.IdempotencyKey;
import org.dimdesktop.dim.daemon.store.Submission;
import org.jspecify.annotations.Nullable;

/** Submitting, listing, cancelling and repeating builds. */
final class BuildRoutes {
  private static final int MAX_KEY = 128;
  private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  private final BuildStore store;
  private final BuildQueue queue;
  private final SubmitCheck check;

  BuildRoutes(BuildStore store, BuildQueue queue, SubmitCheck check) {
    this.store = store;
    this.queue = queue;
    this.check = check;
  }

  void addTo(Router router) {
    router.any(HandlerType.POST, "/builds", this::submit);
    router.any(HandlerType.GET, "/builds", (ctx, who) -> list(ctx));
    router.any(
        HandlerType.GET,
        "/builds/{id}",
        (ctx, who) -> Responses.json(ctx, 200, find(ctx.pathParam("id"))));
    router.any(HandlerType.POST, "/builds/{id}/cancel", (ctx, who) -> cancel(ctx));
    router.any(HandlerType.POST, "/builds/{id}/rebuild", this::rebuild);
  }

  private Build find(String id) {
    return store.find(id).orElseThrow(() -> ApiException.noBuild(id));
  }

  private void submit(Context ctx, Principal who) throws IOException {
    notWhileDraining();
    BuildRequest request = check.read(JsonBody.read(ctx));
    IdempotencyKey key = key(ctx, who);
    if (key != null) {
      var first = store.findIdempotent(key.owner(), key.key());
      if (first.isPresent()) {
        Responses.json(ctx, 200, first.get());
        return;
      }
    }
    check.credentials(request);
    answer(ctx, queue.submit(check.queued(request, who, null), key));
  }

  private static @Nullable IdempotencyKey key(Context ctx, Principal who) {
    String key = ctx.header("Idempotency-Key");
    if (key == null) {
      return null;
    }
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw ApiException.invalid(
          "Idempotency-Key", "Idempotency-Key must have 1 to " + MAX_KEY + " characters");
    }
    return new IdempotencyKey(who.user(), key);
  }

  private void rebuild(Context ctx, Principal who) {
    notWhileDraining();
    Build old = find(ctx.pathParam("id"));
    BuildRequest request = old.toRequest();
    check.credentials(request);
    answer(ctx, queue.submit(check.queued(request, who, old.id()), null));
  }

  private static void answer(Context ctx, Submission submission) {
    switch (submission) {
      case Submission.Accepted(Build build) -> {
        ctx.header("Location", "/api/v1/builds/" + build.id());
        Responses.json(ctx, 201, build);
      }
      case Submission.Repeated(Build build) -> Responses.json(ctx, 200, build);
      case Submission.Full() ->
          throw new ApiException(
              429,
              ErrorCode.QUEUE_FULL,
              "the queue is full, nothing was queued",
              null,
              Map.of("Retry-After", "30"));
    }
  }

  private void notWhileDraining() {
    if (queue.isDraining()) {
      throw new ApiException(
          503,
          ErrorCode.DAEMON_DRAINING,
          "the daemon is shutting down",
          null,
          Map.of("Retry-After", "10"));
    }
  }

  private void list(Context ctx) {
    int limit = (int) Query.number(ctx, "limit", 50, 1, 200);
    BuildStatus status =
        Query.text(ctx, "status")
            .map(s ->
                BuildStatus.ofWire(s)
                    .orElseThrow(() -> ApiException.invalid("status", "there is no status " + s)))
            .orElse(null);
    String cursor = Query.text(ctx, "cursor").orElse(null);
    if (cursor != null && !ULID.matcher(cursor).matches()) {
      throw ApiException.invalid("cursor", "the cursor is not one that a page gave");
    }
    List<Build> found =
        store.list(
            new BuildQuery(
                status,
                Query.text(ctx, "image").orElse(null),
                Query.text(ctx, "repo").orElse(null),
                Query.text(ctx, "q").orElse(null),
                limit + 1,
                cursor));
    boolean more = found.size() > limit;
    List<Build> page = more ? found.subList(0, limit) : found;
    Responses.json(ctx, 200, new BuildPage(page, more ? page.getLast().id() : null));
  }

  private void cancel(Context ctx) throws InterruptedException {
    String id = find(ctx.pathParam("id")).id();
    if (!queue.cancel(id)) {
      throw new ApiException(
          409, ErrorCode.BUILD_FINISHED, "the build has ended: " + find(id).status().wire());
    }
    Responses.json(ctx, 200, find(id));
  }
}
