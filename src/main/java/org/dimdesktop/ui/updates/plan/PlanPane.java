package org.dimdesktop.ui.updates.plan;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.updates.Plans;
import org.dimdesktop.updates.plan.MemberPlan;
import org.dimdesktop.updates.plan.Target;
import org.dimdesktop.updates.plan.UpdatePlan;
import org.kordamp.ikonli.feather.Feather;

/** Plans as a person reads them: what is done, what is kept, what changes, what to mind. */
final class PlanPane {
  private static final int SHORT = 12;

  private PlanPane() {}

  static VBox of(Plans plans) {
    VBox box = new VBox(10);
    box.getStyleClass().add("plan-list");
    boolean single = plans.plans().size() == 1;
    plans.plans().forEach(plan -> box.getChildren().add(single ? body(plan) : pane(plan)));
    if (!plans.refused().isEmpty()) {
      box.getChildren().add(heading("updates.plan.refused", Feather.SLASH, "text-muted"));
      for (Failure failure : plans.refused()) {
        box.getChildren().add(line(failure.subject() + ": " + failure.cause()));
      }
    }
    if (plans.plans().isEmpty()) {
      box.getChildren().addFirst(line(Strings.get("updates.plan.nothing")));
    }
    return box;
  }

  private static Node pane(UpdatePlan plan) {
    TitledPane pane = new TitledPane(title(plan), body(plan));
    pane.setExpanded(!plan.irreversible().isEmpty());
    pane.setAnimated(false);
    pane.setMinWidth(0); // a long name is cut, and not the whole list wider than the dialog
    if (!plan.irreversible().isEmpty()) {
      pane.setGraphic(Icons.of(Feather.ALERT_OCTAGON, "danger"));
    } else if (!plan.warnings().isEmpty()) {
      pane.setGraphic(Icons.of(Feather.ALERT_TRIANGLE, "warning"));
    } else {
      pane.setGraphic(Icons.of(Feather.ARROW_UP_CIRCLE, "accent"));
    }
    return pane;
  }

  private static String title(UpdatePlan plan) {
    List<String> targets = new ArrayList<>();
    String image = "";
    for (MemberPlan member : plan.members()) {
      Target target = member.target();
      if (target != null) {
        targets.add(member.name());
        image = target.image().familiar();
      }
    }
    return String.join(", ", targets) + "  —  " + image;
  }

  private static VBox body(UpdatePlan plan) {
    VBox box = new VBox(4);
    box.getStyleClass().add("plan-body");
    section(box, "updates.plan.irreversible", Feather.ALERT_OCTAGON, "danger", plan.irreversible());
    section(box, "updates.plan.done", Feather.ARROW_UP_CIRCLE, "accent", done(plan));
    section(box, "updates.plan.warnings", Feather.ALERT_TRIANGLE, "warning", plan.warnings());
    section(box, "updates.plan.dependants", Feather.LINK, "text-muted", plan.dependants());
    changes(box, plan);
    for (MemberPlan member : plan.members()) {
      carried(box, member);
    }
    return box;
  }

  private static List<String> done(UpdatePlan plan) {
    List<String> lines = new ArrayList<>(plan.members().stream().map(PlanPane::what).toList());
    if (plan.pullBytes() > 0) {
      lines.add(Strings.get("updates.plan.bytes", ByteSize.text(plan.pullBytes())));
    }
    return lines;
  }

  private static String what(MemberPlan member) {
    Target target = member.target();
    if (target == null) {
      return Strings.get("updates.plan.again", member.name());
    }
    return target.digest() == null
        ? Strings.get("updates.plan.renew", member.name(), target.image().familiar())
        : Strings.get(
            "updates.plan.pull",
            member.name(),
            target.image().familiar(),
            shortened(target.digest().toString()),
            shortened(member.imageId()));
  }

  private static String shortened(String digest) {
    String hex = digest.substring(digest.indexOf(':') + 1);
    return hex.substring(0, Math.min(SHORT, hex.length()));
  }

  private static void changes(VBox box, UpdatePlan plan) {
    box.getChildren().add(heading("updates.plan.changes", Feather.EDIT_2, "text-muted"));
    if (plan.imageChanges().isEmpty()) {
      box.getChildren().add(line(Strings.get("updates.plan.nochanges")));
      return;
    }
    box.getChildren().add(ChangeGrid.of(plan.imageChanges()));
  }

  private static void carried(VBox box, MemberPlan member) {
    List<String> names = member.carried();
    box.getChildren().add(heading("updates.plan.carried", Feather.CHECK, "success"));
    Label label =
        line(
            Strings.get(
                "updates.plan.carriedby", member.name(), names.size(), String.join(", ", names)));
    label.setTooltip(new Tooltip(String.join("\n", names)));
    box.getChildren().add(label);
  }

  private static void section(
      VBox box, String key, Feather icon, String colour, List<String> lines) {
    if (!lines.isEmpty()) {
      box.getChildren().add(heading(key, icon, colour));
      lines.forEach(text -> box.getChildren().add(line(text)));
    }
  }

  private static Label heading(String key, Feather icon, String colour) {
    Label label = new Label(Strings.get(key), Icons.of(icon, "small-icon", colour));
    label.getStyleClass().addAll("text-bold", "plan-heading");
    return label;
  }

  private static Label line(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("plan-line");
    return label;
  }
}
