package org.dimdesktop.ui.builds;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.ui.common.Strings;

/** The fields of the form for a new build, each with what is wrong with it below. */
final class NewBuildForm extends GridPane {
  private int row;

  NewBuildForm(NewBuildModel model) {
    setHgap(10);
    setVgap(4);
    setMinWidth(640);
    ColumnConstraints label = new ColumnConstraints();
    ColumnConstraints field = new ColumnConstraints();
    field.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(label, field);
    for (BuildField each : BuildField.values()) {
      add(each, model);
      if (each == BuildField.REF) {
        add(new CredentialRow(model, Realm.GIT), 1, row++);
      } else if (each == BuildField.TAG) {
        add(new CredentialRow(model, Realm.REGISTRY), 1, row++);
      }
    }
    CheckBox noCache = new CheckBox(Strings.get("builds.field.no_cache"));
    noCache.setId("builds.field.no_cache");
    noCache.selectedProperty().bindBidirectional(model.noCacheProperty());
    add(noCache, 1, row++);
    Label problem = new Label();
    problem.setWrapText(true);
    problem.getStyleClass().add("danger");
    problem
        .textProperty()
        .bind(
            model
                .problemProperty()
                .map(failure -> failure == null ? "" : failure.cause())
                .orElse(""));
    add(problem, 1, row++);
  }

  private void add(BuildField field, NewBuildModel model) {
    TextInputControl input = field == BuildField.BUILD_ARGS ? area() : new TextField();
    input.setId(field.textKey());
    input.textProperty().bindBidirectional(model.field(field));
    Label name = new Label(Strings.get(field.textKey()));
    name.setMinWidth(USE_PREF_SIZE);
    name.setLabelFor(input);
    input.setAccessibleText(name.getText());
    input.setPromptText(Strings.get(field.textKey() + ".prompt"));
    Label error = new Label();
    error.getStyleClass().addAll("danger", "text-small");
    ObservableValue<String> text =
        model.error(field).map(key -> key == null ? "" : Strings.get(key)).orElse("");
    // A form that has not been touched is not wrong yet.
    input
        .focusedProperty()
        .addListener((_, _, focused) -> {
          if (!focused && !error.textProperty().isBound()) {
            error.textProperty().bind(text);
          }
        });
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    add(name, 0, row);
    add(input, 1, row++);
    add(error, 1, row++);
  }

  private static TextArea area() {
    TextArea area = new TextArea();
    area.setPrefRowCount(2);
    return area;
  }
}
