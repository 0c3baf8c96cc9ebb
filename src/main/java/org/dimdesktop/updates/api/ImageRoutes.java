package org.dimdesktop.updates.api;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.updates.check.ImageGroup;

/** What is behind, and updating it. */
final class ImageRoutes {
  static final String IMAGES = "/api/images/";
  static final String GROUPS = "/api/groups/";

  private static final String UPDATE = "update";
  private static final String TOGGLE = "auto-update";
  private static final String PROGRESS = "progress";
  private static final String UPDATING = "{\"status\":\"updating\"}";

  private final UpdateDesk desk;

  ImageRoutes(UpdateDesk desk) {
    this.desk = desk;
  }

  void list(Context ctx) {
    Plain.json(ctx, desk.groups());
  }

  /** {@code /api/images/{id}/{action}}. */
  void action(Context ctx, String path) {
    String[] parts = path.substring(IMAGES.length()).split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      Plain.error(ctx, 400, "bad path: /api/images/{id}/{action}");
      return;
    }
    switch (parts[1]) {
      case PROGRESS -> only(ctx, HandlerType.GET, () -> progress(ctx, parts[0]));
      case UPDATE -> only(ctx, HandlerType.POST, () -> update(ctx, parts[0]));
      case TOGGLE -> only(ctx, HandlerType.POST, () -> toggle(ctx, parts[0]));
      default -> Plain.error(ctx, 400, "unknown action");
    }
  }

  private static void only(Context ctx, HandlerType method, Runnable action) {
    if (ctx.method().equals(method)) {
      action.run();
    } else {
      Plain.error(ctx, 405, "method not allowed");
    }
  }

  private void update(Context ctx, String id) {
    desk.find(id)
        .ifPresentOrElse(
            container -> {
              desk.update(List.of(container), false);
              Plain.text(ctx, UPDATING);
            },
            () -> notFound(ctx));
  }

  private void toggle(Context ctx, String id) {
    desk.find(id)
        .ifPresentOrElse(
            container -> Plain.text(ctx, "{\"auto_update\":" + desk.toggle(container) + "}"),
            () -> notFound(ctx));
  }

  private static void notFound(Context ctx) {
    Plain.error(ctx, 404, "container not found");
  }

  private void progress(Context ctx, String id) {
    desk.progress(id)
        .ifPresentOrElse(item -> Plain.json(ctx, item), () -> Plain.error(ctx, 404, "no progress"));
  }

  /** {@code /api/groups/{image}/update}, or the image in the body of {@code /api/groups/update}. */
  void group(Context ctx, String path) {
    String rest = path.substring(GROUPS.length());
    if (!ctx.method().equals(HandlerType.POST)) {
      Plain.error(ctx, 405, "method not allowed");
    } else if (rest.equals(UPDATE)) {
      updateGroup(ctx, Plain.field(ctx, "image"));
    } else if (rest.endsWith("/" + UPDATE)) {
      updateGroup(ctx, rest.substring(0, rest.length() - UPDATE.length() - 1));
    } else {
      Plain.error(ctx, 400, "unknown action");
    }
  }

  private void updateGroup(Context ctx, String image) {
    Optional<ImageGroup> group = desk.group(image);
    if (group.isEmpty()) {
      notFound(ctx);
      return;
    }
    desk.update(group.get().containers(), false);
    Plain.text(ctx, UPDATING);
  }
}
