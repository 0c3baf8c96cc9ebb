package org.dimdesktop.dim.daemon.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import org.dimdesktop.dim.api.StepList;
import org.dimdesktop.dim.daemon.store.BuildStore;
import org.dimdesktop.dim.daemon.store.StepStore;

/** The steps of a build. */
final class StepRoutes {
  private final BuildStore builds;
  private final StepStore steps;

  StepRoutes(BuildStore builds, StepStore steps) {
    this.builds = builds;
    this.steps = steps;
  }

  void addTo(Router router) {
    router.any(HandlerType.GET, "/builds/{id}/steps", (ctx, who) -> list(ctx));
  }

  private void list(Context ctx) {
    String id = ctx.pathParam("id");
    if (builds.find(id).isEmpty()) {
      throw ApiException.noBuild(id);
    }
    Responses.json(ctx, 200, new StepList(steps.list(id)));
  }
}
