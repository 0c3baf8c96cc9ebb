package org.dimdesktop.ui.updates.plan;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;

/** Shows the plans of an update and asks whether they are to be carried out. */
public final class PlanDialog {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 430;

  private final BorderPane pane = new BorderPane();
  private final ScrollPane scroll = new ScrollPane();
  private final CheckBox accept = new CheckBox(Strings.get("updates.plan.accept"));

  private PlanDialog(PlanViewModel model) {
    pane.setId("update-plan");
    pane.setPrefSize(WIDTH, HEIGHT);
    pane.setMinSize(WIDTH, HEIGHT); // the plan comes when the dialog has its size already
    pane.getStyleClass().add("update-plan");
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    accept.setId("update-plan-accept");
    accept.setWrapText(true);
    accept.setMinHeight(Region.USE_PREF_SIZE);
    accept.getStyleClass().add("danger");
    model.acceptedProperty().bind(accept.selectedProperty());
    model.stateProperty().addListener((_, _, now) -> show(now));
    show(model.stateProperty().get());
  }

  /**
   * Shows the plans that {@code model} makes, and returns when a person has answered: what was
   * agreed to, or empty for no.
   */
  public static Optional<PlanViewModel.Agreed> ask(
      PlanViewModel model, String title, Dialogs dialogs) {
    PlanDialog dialog = new PlanDialog(model);
    Optional<PlanViewModel.Agreed> answer =
        dialogs.form(
            new Dialogs.Form<>(
                title, dialog.pane, Strings.get("updates.plan.yes"), model.valid(), model::agreed));
    model.cancel();
    return answer;
  }

  private void show(PlanViewModel.State state) {
    pane.setBottom(null);
    switch (state) {
      case PlanViewModel.State.Loading _ -> pane.setCenter(loading());
      case PlanViewModel.State.Failed failed -> pane.setCenter(failure(failed.failure()));
      case PlanViewModel.State.Ready ready -> {
        scroll.setContent(PlanPane.of(ready.plans()));
        pane.setTop(intro());
        pane.setCenter(scroll);
        if (ready.hasLosses()) {
          pane.setBottom(accept);
        }
      }
    }
  }

  private static Node intro() {
    Label label = new Label(Strings.get("updates.plan.intro"), Icons.of(Feather.SHIELD, "success"));
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("plan-intro");
    return label;
  }

  private static Node loading() {
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.setMaxSize(28, 28);
    HBox box = new HBox(12, spinner, new Label(Strings.get("updates.plan.loading")));
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private static Node failure(Failure failure) {
    FailureText text = FailureText.of(failure);
    Label title = new Label(text.title());
    title.getStyleClass().add("title-4");
    VBox box = new VBox(8, Icons.of(Feather.ALERT_TRIANGLE, "state-icon", "warning"), title);
    for (String line : new String[] {text.explanation(), text.nextStep()}) {
      Label label = new Label(line);
      label.setWrapText(true);
      box.getChildren().add(label);
    }
    title.setWrapText(true);
    box.setAlignment(Pos.CENTER);
    return box;
  }
}
