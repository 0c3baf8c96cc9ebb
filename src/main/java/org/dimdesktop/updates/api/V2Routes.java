package org.dimdesktop.updates.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.updates.Plans;
import org.dimdesktop.updates.UpdatesJson;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;

/** What goes beyond the reference: plans, updates with consent, history, rollback. */
final class V2Routes {
  static final String BASE = "/api/v2/";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HISTORY = "history";
  private static final int USUAL = 50;

  private final UpdateDesk desk;

  V2Routes(UpdateDesk desk) {
    this.desk = desk;
  }

  /** Answers all but the events. */
  void route(Context ctx, String path) {
    try {
      String[] parts = path.substring(BASE.length()).split("/", -1);
      String what = parts[0] + "/" + parts.length;
      switch (what) {
        case "check/1" -> only(ctx, HandlerType.GET, () -> check(ctx));
        case "plan/1" -> only(ctx, HandlerType.GET, () -> plan(ctx));
        case "update/1" -> only(ctx, HandlerType.POST, () -> update(ctx));
        case HISTORY + "/1" -> only(ctx, HandlerType.GET, () -> history(ctx));
        case HISTORY + "/2" ->
            only(ctx, HandlerType.GET, () -> V2Answers.json(ctx, UpdatesJson.of(find(parts[1]))));
        case HISTORY + "/3" -> {
          if (parts[2].equals("rollback")) {
            only(ctx, HandlerType.POST, () -> rollback(ctx, parts[1]));
          } else {
            V2Answers.notFound(ctx);
          }
        }
        case HISTORY + "/4" -> only(ctx, HandlerType.GET, () -> log(ctx, parts));
        default -> V2Answers.notFound(ctx);
      }
    } catch (FailureException e) {
      V2Answers.failure(ctx, e.failure());
    }
  }

  private static void only(Context ctx, HandlerType method, Runnable action) {
    if (ctx.method().equals(method)) {
      action.run();
    } else {
      ctx.header("Allow", method.name());
      V2Answers.error(ctx, 405, "method.not_allowed", "only " + method.name() + " is allowed here");
    }
  }

  private void check(Context ctx) {
    V2Answers.json(ctx, UpdatesJson.of(desk.report()));
  }

  private void plan(Context ctx) {
    List<String> containers = ctx.queryParams("container");
    if (containers.isEmpty()) {
      throw invalid("container", "say which: ?container=NAME, once or more");
    }
    Plans plans = desk.updates().plans(desk.report(), containers);
    if (plans.plans().isEmpty() && plans.refused().size() == 1) {
      throw new FailureException(plans.refused().getFirst());
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode made = json.putArray("plans");
    plans.plans().forEach(plan -> made.add(UpdatesJson.of(plan)));
    ArrayNode refused = json.putArray("refused");
    plans
        .refused()
        .forEach(failure ->
            refused.addObject().put("container", failure.subject()).put("reason", failure.cause()));
    V2Answers.json(ctx, json);
  }

  /** {@code {"containers":["web"],"accept_loss":false}}. */
  private void update(Context ctx) {
    JsonNode body = body(ctx);
    Set<String> named = new LinkedHashSet<>();
    body.path("containers").forEach(name -> named.add(name.asText()));
    if (named.isEmpty()) {
      throw invalid("containers", "containers is to be a list of names or ids");
    }
    CheckReport report = desk.report();
    List<ContainerUpdate> chosen = new ArrayList<>();
    for (String name : named) {
      chosen.add(
          report
              .find(name)
              .orElseThrow(() ->
                  new FailureException(
                      new Failure.NotFound(
                          "update", name, "no running container has this name or id"))));
    }
    desk.update(chosen, body.path("accept_loss").asBoolean(false));
    ctx.status(202);
    V2Answers.json(ctx, JsonNodeFactory.instance.objectNode().put("status", "updating"));
  }

  private static JsonNode body(Context ctx) {
    try {
      return JSON.readTree(ctx.body());
    } catch (JsonProcessingException _) {
      throw invalid("", "the body is no JSON");
    }
  }

  private void history(Context ctx) {
    String limit = ctx.queryParam("limit");
    if (limit != null && !limit.matches("[1-9]\\d{0,3}")) {
      throw invalid("limit", "limit is to be a number from 1 to 9999");
    }
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    desk.updates().updater().history().stream()
        .limit(limit == null ? USUAL : Integer.parseInt(limit))
        .forEach(record -> json.add(UpdatesJson.of(record)));
    V2Answers.json(ctx, json);
  }

  private UpdateRecord find(String id) {
    return desk.updates().updater().history().stream()
        .filter(record -> record.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new FailureException(new Failure.NotFound("find", id, "no update has this id")));
  }

  private void rollback(Context ctx, String id) {
    V2Answers.json(ctx, UpdatesJson.of(desk.rollback(id)));
  }

  /** {@code history/ID/logs/FILE}. */
  private void log(Context ctx, String[] parts) {
    UpdateRecord record = find(parts[1]);
    if (!parts[2].equals("logs") || !record.logs().contains(parts[3])) {
      V2Answers.notFound(ctx);
      return;
    }
    ctx.status(200).contentType("text/plain; charset=utf-8").header("Cache-Control", "no-store");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.result(desk.updates().updater().log(record, parts[3]));
  }

  private static FailureException invalid(String field, String why) {
    return new FailureException(new Failure.Invalid("read", "the request", why, field));
  }
}
