package org.dimdesktop.ui.images;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.Strings;

/** The fields of a {@link RunForm}, with what is wrong below them. JavaFX thread only. */
final class RunFields {
  private static final double PROTOCOL_WIDTH = 78;

  private final RunForm form;
  private final GridPane grid = new GridPane();
  private final Label problems = new Label();
  private final BooleanProperty valid = new SimpleBooleanProperty(true);
  private final InvalidationListener check = _ -> check();

  RunFields(RunForm form) {
    this.form = form;
  }

  ObservableBooleanValue valid() {
    return valid;
  }

  /** The fields; to be called once. */
  Node node() {
    grid.setHgap(12);
    grid.setVgap(10);
    ColumnConstraints labels = new ColumnConstraints();
    labels.setMinWidth(90);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(labels, fields);
    Label image = new Label(form.image);
    image.setId("run-image");
    add("run.image", image);
    add("run.name", text("run-name", form.name, "run.name.prompt"));
    add("run.command", text("run-command", form.command, "run.command.prompt"));
    add(
        "run.ports",
        new RowsEditor<>("run-ports", "run.ports.add", form.ports, PortRow::new, this::port));
    add("run.env", new RowsEditor<>("run-env", "run.env.add", form.env, EnvRow::new, this::env));
    add(
        "run.volumes",
        new RowsEditor<>(
            "run-volumes", "run.volumes.add", form.volumes, VolumeRow::new, this::volume));
    add("run.restart", restart());
    watch(form.name, form.command, form.restart, form.retries, form.removeOnExit);
    watchRows(form.ports, row -> watch(row.host, row.container, row.protocol));
    watchRows(form.env, row -> watch(row.name, row.value));
    watchRows(form.volumes, row -> watch(row.source, row.target));
    problems.setId("run-problems");
    problems.getStyleClass().add("danger");
    problems.setWrapText(true);
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    grid.getStyleClass().add("form-grid");
    scroll.setPrefViewportWidth(640);
    scroll.setPrefViewportHeight(380);
    check();
    return new VBox(8, scroll, problems);
  }

  private void add(String labelKey, Node field) {
    Label label = new Label(Strings.get(labelKey));
    label.setLabelFor(field);
    GridPane.setValignment(label, VPos.TOP);
    label.getStyleClass().add("form-label");
    grid.addRow(grid.getRowCount(), label, field);
  }

  private static TextField text(String id, StringProperty value, String promptKey) {
    TextField field = RowsEditor.field(value, promptKey);
    field.setId(id);
    return field;
  }

  private Node port(PortRow row) {
    ComboBox<String> protocol = new ComboBox<>();
    protocol.getItems().setAll(PortRow.PROTOCOLS);
    protocol.valueProperty().bindBidirectional(row.protocol);
    protocol.setAccessibleText(Strings.get("run.port.protocol"));
    protocol.setMinWidth(PROTOCOL_WIDTH); // narrower it shows nothing but its arrow
    return line(
        RowsEditor.field(row.host, "run.port.host"),
        new Label("→"),
        RowsEditor.field(row.container, "run.port.container"),
        protocol);
  }

  private Node env(EnvRow row) {
    TextField name = new PastingField(pasted -> insert(row, EnvRow.parse(pasted)));
    RowsEditor.fill(name, row.name, "run.env.name");
    return line(name, new Label("="), RowsEditor.field(row.value, "run.env.value"));
  }

  /** Lines pasted from an env file become a row each; false when there is none in it. */
  private boolean insert(EnvRow row, List<EnvRow> pasted) {
    if (pasted.isEmpty()) {
      return false;
    }
    row.name.set(pasted.getFirst().name.get());
    row.value.set(pasted.getFirst().value.get());
    form.env.addAll(form.env.indexOf(row) + 1, pasted.subList(1, pasted.size()));
    return true;
  }

  /** A text field that offers what is pasted, with its line breaks, to another first. */
  private static final class PastingField extends TextField {
    private final Predicate<String> taker;

    PastingField(Predicate<String> taker) {
      this.taker = taker;
    }

    @Override
    public void paste() {
      String text = Clipboard.getSystemClipboard().getString();
      if (text == null || !taker.test(text)) {
        super.paste();
      }
    }
  }

  private Node volume(VolumeRow row) {
    CheckBox readOnly = new CheckBox(Strings.get("run.volume.readonly"));
    readOnly.selectedProperty().bindBidirectional(row.readOnly);
    readOnly.setMinWidth(Region.USE_PREF_SIZE);
    return line(
        RowsEditor.field(row.source, "run.volume.source"),
        new Label("→"),
        RowsEditor.field(row.target, "run.volume.target"),
        readOnly);
  }

  private Node restart() {
    ComboBox<String> policy = new ComboBox<>();
    policy.setId("run-restart");
    policy.getItems().setAll(RunForm.RESTART);
    policy.valueProperty().bindBidirectional(form.restart);
    policy.setAccessibleText(Strings.get("run.restart"));
    TextField retries = RowsEditor.field(form.retries, "run.retries");
    retries.visibleProperty().bind(form.restart.isEqualTo("on-failure"));
    CheckBox remove = new CheckBox(Strings.get("run.autoremove"));
    remove.selectedProperty().bindBidirectional(form.removeOnExit);
    remove.setMinWidth(Region.USE_PREF_SIZE);
    return line(policy, retries, remove);
  }

  private static HBox line(Node... nodes) {
    HBox line = new HBox(6, nodes);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void watch(Observable... values) {
    for (Observable value : values) {
      value.addListener(check);
    }
  }

  private <R> void watchRows(ObservableList<R> rows, Consumer<R> watchRow) {
    rows.forEach(watchRow);
    rows.addListener(
        (ListChangeListener<R>)
            change -> {
              while (change.next()) {
                change.getAddedSubList().forEach(watchRow);
              }
              check();
            });
  }

  private void check() {
    List<RunForm.Problem> found = form.problems();
    valid.set(found.isEmpty());
    problems.setText(
        found.stream()
            .map(p -> Strings.get(p.key(), p.detail()))
            .collect(Collectors.joining("\n")));
  }
}
