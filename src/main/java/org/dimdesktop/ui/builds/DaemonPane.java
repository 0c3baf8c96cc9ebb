package org.dimdesktop.ui.builds;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;

/**
 * What stands in place of the builds while no daemon answers: where it was looked for, and why not.
 */
final class DaemonPane extends VBox {
  private final BuildsViewModel model;
  private final Label title = new Label();
  private final Label reason = new Label();
  private final Label problem = new Label();
  private final Button login = new Button(Strings.get("daemons.login"), Icons.of(Feather.LOG_IN));

  DaemonPane(BuildsViewModel model, DaemonMenu menu) {
    super(12);
    this.model = model;
    setAlignment(Pos.CENTER);
    getStyleClass().add("empty-state");
    title.getStyleClass().add("title-3");
    reason.setWrapText(true);
    problem.setWrapText(true);
    problem.getStyleClass().add("danger");
    Button start = new Button(Strings.get("builds.daemon.start"), Icons.of(Feather.PLAY));
    start.setId("builds.daemon.start");
    start.getStyleClass().add("accent");
    start.setOnAction(_ -> model.startEmbedded());
    start.disableProperty().bind(model.startingProperty());
    Button again = new Button(Strings.get("common.retry"), Icons.of(Feather.REFRESH_CW));
    again.setId("builds.daemon.retry");
    again.setOnAction(_ -> model.probe());
    login.setId("builds.daemon.login");
    login.setOnAction(_ -> menu.login());
    HBox buttons = new HBox(8, start, again, login, menu);
    buttons.setAlignment(Pos.CENTER);
    CheckBox always = new CheckBox(Strings.get("builds.daemon.always"));
    always.setId("builds.daemon.always");
    always.setSelected(model.startsAlways());
    always.selectedProperty().addListener((_, _, on) -> model.startAlways(on));
    getChildren()
        .setAll(Icons.of(Feather.SERVER, "state-icon"), title, reason, buttons, always, problem);
    model.daemonProperty().addListener((_, _, state) -> show(state));
    model.problemProperty().addListener((_, _, _) -> show(model.daemonProperty().get()));
    show(model.daemonProperty().get());
  }

  private void show(DaemonLink.State state) {
    String address = state.address().toString();
    login.setVisible(state instanceof DaemonLink.Refused);
    login.setManaged(state instanceof DaemonLink.Refused);
    switch (state) {
      case DaemonLink.Connected c -> say(Strings.get("builds.daemon.connected", c.version()), "");
      case DaemonLink.Unknown _ -> say(Strings.get("builds.daemon.looking", address), "");
      case DaemonLink.Absent a ->
          say(Strings.get("builds.daemon.absent", address), a.why().cause());
      case DaemonLink.Refused r ->
          say(
              Strings.get("builds.daemon.refused", address),
              Strings.get("builds.daemon.refused.next", r.why().cause()));
    }
    Failure failure = model.problemProperty().get();
    problem.setText(
        failure == null || failure instanceof Failure.Unreachable ? "" : failure.cause());
  }

  private void say(String what, String why) {
    title.setText(what);
    reason.setText(why);
  }
}
