package org.dimdesktop.ui.builds;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What the daemon is asked for: a status, an image, a repository, and the table's text. */
final class BuildsFilterBar extends FlowPane {
  private final BuildsViewModel model;
  private final ComboBox<@Nullable BuildStatus> status = new ComboBox<>();
  private final ComboBox<String> image = choice("image");
  private final ComboBox<String> repo = choice("repo");
  private final PauseTransition typing = new PauseTransition(Duration.millis(250));
  private final ObservableValue<String> text;
  private final Runnable clearText;

  /**
   * A bar over a model.
   *
   * @param text what was typed into the table's filter
   * @param clearText empties the table's filter
   */
  BuildsFilterBar(BuildsViewModel model, ObservableValue<String> text, Runnable clearText) {
    this.model = model;
    this.clearText = clearText;
    this.text = text;
    getStyleClass().addAll("table-tool-bar", "build-filters");
    status.setId("builds-filter-status");
    List<@Nullable BuildStatus> all = new ArrayList<>();
    all.add(null);
    all.addAll(List.of(BuildStatus.values()));
    status.getItems().setAll(all);
    status.setConverter(new StatusText());
    status.setAccessibleText(Strings.get("builds.column.status"));
    status.valueProperty().addListener((_, _, _) -> apply());
    image.valueProperty().addListener((_, _, _) -> apply());
    repo.valueProperty().addListener((_, _, _) -> apply());
    image.setOnShowing(_ -> suggest(image, Build::image));
    repo.setOnShowing(_ -> suggest(repo, Build::repo));
    typing.setOnFinished(_ -> apply());
    text.addListener((_, _, _) -> typing.playFromStart());
    Button clear = new Button(Strings.get("builds.filter.clear"), Icons.of(Feather.X));
    clear.setId("builds-filter-clear");
    clear.getStyleClass().add("flat");
    clear.setOnAction(_ -> clear());
    getChildren()
        .addAll(
            named("builds.column.status", status),
            named("builds.column.image", image),
            named("builds.column.repo", repo),
            clear);
  }

  private static ComboBox<String> choice(String id) {
    ComboBox<String> box = new ComboBox<>();
    box.setId("builds-filter-" + id);
    box.setEditable(true);
    box.setPrefWidth(220);
    box.setPromptText(Strings.get("builds.filter.all"));
    box.setAccessibleText(Strings.get("builds.column." + id));
    box.getEditor()
        .focusedProperty()
        .addListener((_, _, focused) -> {
          if (!focused) {
            box.setValue(box.getEditor().getText());
          }
        });
    return box;
  }

  private static HBox named(String key, ComboBox<?> box) {
    Label label = new Label(Strings.get(key));
    label.getStyleClass().add("muted");
    label.setLabelFor(box);
    HBox pair = new HBox(6, label, box);
    pair.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return pair;
  }

  private void suggest(ComboBox<String> box, Function<Build, String> part) {
    TreeSet<String> known = new TreeSet<>();
    model.rowsProperty().get().forEach(row -> known.add(part.apply(row.build())));
    String value = box.getValue();
    box.getItems().setAll(known);
    box.setValue(value);
  }

  private void apply() {
    typing.stop();
    model.filter(
        new BuildFilter(
            status.getValue(),
            orEmpty(image.getValue()),
            orEmpty(repo.getValue()),
            text.getValue()));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private void clear() {
    status.setValue(null);
    image.setValue("");
    repo.setValue("");
    clearText.run();
  }

  private static final class StatusText extends StringConverter<@Nullable BuildStatus> {
    @Override
    public String toString(@Nullable BuildStatus status) {
      return Strings.get(status == null ? "builds.filter.all" : "builds.status." + status.wire());
    }

    @Override
    public @Nullable BuildStatus fromString(String text) {
      throw new UnsupportedOperationException("the box is not editable");
    }
  }
}
