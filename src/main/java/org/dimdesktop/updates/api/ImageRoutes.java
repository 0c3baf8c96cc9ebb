package org.dimdesktop.updates.api;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.ImageGroup;

/** What is behind, and updating it. */
final class ImageRoutes {
  static final String IMAGES = "/api/images/";
  static final String GROUPS = "/api/groups/";

  private static final String UPDATE = "update";
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
    if (parts.length != 2) {
      Plain.error(ctx, 400, "bad path: /api/images/{id}/{action}");
    } else if (parts[1].equals("progress")) {
      progress(ctx, parts[0]);
    } else if (!ctx.method().equals(HandlerType.POST)) {
      Plain.error(ctx, 405, "method not allowed");
    } else {
      Optional<ContainerUpdate> container = desk.find(parts[0]);
      if (container.isEmpty()) {
        Plain.error(ctx, 404, "container not found");
      } else {
        act(ctx, container.get(), parts[1]);
      }
    }
  }

  private void act(Context ctx, ContainerUpdate container, String action) {
    switch (action) {
      case UPDATE -> {
        desk.update(List.of(container));
        Plain.text(ctx, UPDATING);
      }
      case "auto-update" -> Plain.text(ctx, "{\"auto_update\":" + desk.toggle(container) + "}");
      default -> Plain.error(ctx, 400, "unknown action");
    }
  }

  private void progress(Context ctx, String id) {
    if (!ctx.method().equals(HandlerType.GET)) {
      Plain.error(ctx, 405, "method not allowed");
      return;
    }
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
      Plain.error(ctx, 404, "container not found");
      return;
    }
    desk.update(group.get().containers());
    Plain.text(ctx, UPDATING);
  }
}
