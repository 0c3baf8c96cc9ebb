package org.dimdesktop.ui.settings;

import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dimdesktop.settings.UpdateHabits;
import org.dimdesktop.ui.common.Strings;

/** The choices for updates of containers. */
final class UpdateSettingsPane extends VBox {
  /** What is offered as old until something else is chosen. */
  private static final int OLD_DAYS = 60;

  private final UpdateSettingsViewModel model;
  private final CheckBox look = box("settings.updates.look");
  private final Spinner<Integer> hours = spinner("settings.updates.hours", 1, 168);
  private final CheckBox automatic = box("settings.updates.automatic");
  private final TextField quiet = new TextField();
  private final Label wrong = new Label(Strings.get("settings.updates.quiet.wrong"));
  private final CheckBox old = box("settings.updates.old");
  private final Spinner<Integer> days = spinner("settings.updates.days", 1, 3650);
  private final CheckBox serve = box("settings.updates.serve");
  private final Spinner<Integer> port = spinner("settings.updates.port", 1, 65_535);
  private final Label state = new Label();

  UpdateSettingsPane(UpdateSettingsViewModel model) {
    this.model = model;
    getStyleClass().add("setting");
    quiet.setId("settings-updates-quiet");
    quiet.setPromptText(Strings.get("settings.updates.quiet.prompt"));
    quiet.setAccessibleText(Strings.get("settings.updates.quiet"));
    wrong.getStyleClass().add("wrong");
    wrong.setVisible(false);
    state.setWrapText(true);
    state.getStyleClass().add("hint");
    state.setId("settings-updates-state");
    Label open = new Label(Strings.get("settings.updates.open"));
    open.setWrapText(true);
    open.getStyleClass().add("hint");
    fill();
    look.setOnAction(_ -> model.look(look.isSelected(), model.habits().hours()));
    whenChosen(hours, every -> model.look(look.isSelected(), every));
    automatic.setOnAction(_ -> model.automatic(automatic.isSelected()));
    quiet.textProperty().addListener((_, _, text) -> wrong.setVisible(!model.quiet(text)));
    old.setOnAction(_ -> model.maxAge(old.isSelected() ? days.getValue() : 0));
    whenChosen(
        days,
        age -> {
          if (old.isSelected()) {
            model.maxAge(age);
          }
        });
    serve.setOnAction(_ -> model.serve(serve.isSelected(), model.habits().port()));
    whenChosen(port, at -> model.serve(serve.isSelected(), at));
    model.api().addListener((_, _, now) -> show(now));
    show(model.api().getValue());
    getChildren()
        .setAll(
            line(look, hours, new Label(Strings.get("settings.updates.look.hours"))),
            automatic,
            ofAutomatic(old, days, new Label(Strings.get("settings.updates.old.days"))),
            ofAutomatic(new Label(Strings.get("settings.updates.quiet")), quiet, wrong),
            line(serve, port),
            state,
            open);
  }

  private static CheckBox box(String key) {
    CheckBox box = new CheckBox(Strings.get(key));
    box.setId(key.replace('.', '-'));
    box.setWrapText(true);
    box.setMinHeight(Region.USE_PREF_SIZE);
    return box;
  }

  private static Spinner<Integer> spinner(String key, int least, int most) {
    Spinner<Integer> spinner = new Spinner<>(least, most, least);
    spinner.setId(key.replace('.', '-'));
    spinner.setEditable(true);
    spinner
        .getEditor()
        .setTextFormatter(
            new TextFormatter<>(change -> {
              if (!change.getControlNewText().matches("\\d{0,5}")) {
                change.setText("");
                change.setRange(change.getRangeStart(), change.getRangeStart());
                change.setCaretPosition(change.getControlCaretPosition());
                change.setAnchor(change.getControlAnchor());
              }
              return change;
            }));
    spinner.setPrefWidth(100);
    spinner.setAccessibleText(Strings.get(key));
    return spinner;
  }

  /** An emptied field chooses nothing. */
  private static void whenChosen(Spinner<Integer> spinner, IntConsumer choice) {
    spinner
        .valueProperty()
        .addListener((_, _, value) -> {
          if (value != null) {
            choice.accept(value);
          }
        });
  }

  private static FlowPane line(Node... nodes) {
    FlowPane line = new FlowPane(8, 6, nodes);
    line.setPrefWrapLength(660);
    line.setRowValignment(javafx.geometry.VPos.CENTER);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  /** A choice that says how automatic updates are meant. */
  private FlowPane ofAutomatic(Node... nodes) {
    FlowPane line = line(nodes);
    line.getStyleClass().add("sub-setting");
    line.disableProperty().bind(automatic.selectedProperty().not());
    return line;
  }

  /** Shows what holds now. */
  void fill() {
    UpdateHabits habits = model.habits();
    look.setSelected(habits.look());
    hours.getValueFactory().setValue(habits.hours());
    automatic.setSelected(habits.automatic());
    if (!wrong.isVisible()) {
      quiet.setText(habits.quiet());
    }
    old.setSelected(habits.maxAgeDays() > 0);
    days.getValueFactory().setValue(habits.maxAgeDays() > 0 ? habits.maxAgeDays() : OLD_DAYS);
    serve.setSelected(habits.serve());
    port.getValueFactory().setValue(habits.port());
  }

  private void show(ApiState now) {
    state.setText(
        switch (now) {
          case ApiState.Off _ -> Strings.get("settings.updates.off");
          case ApiState.Listening on ->
              Strings.get("settings.updates.listens", Integer.toString(on.port()));
          case ApiState.Failed failed -> Strings.get("settings.updates.failed", failed.why());
        });
  }
}
