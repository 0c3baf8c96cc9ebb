package org.dimdesktop.ui.images;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.NameField;

/** Asks what to pull and completes names of the engine and of registries. JavaFX thread only. */
final class PullDialog {
  private final PullForm form = new PullForm();
  private final Label problem = new Label();
  private final NameField name;

  /**
   * A dialog that is not shown yet.
   *
   * @param local names that are here already
   * @param remote names in registries that begin with what is typed; may block, called on {@code
   *     io}
   */
  PullDialog(List<String> local, Function<String, List<String>> remote, Executor io, Executor fx) {
    name = new NameField("pull-name", local, remote, io, fx);
  }

  /** Shows it with a name already typed; empty when it was dismissed. */
  Optional<PullForm.Request> show(Dialogs dialogs, String preset) {
    Node content = content();
    name.field().setText(preset);
    name.field().positionCaret(preset.length());
    Optional<PullForm.Request> wanted =
        dialogs.form(
            new Dialogs.Form<>(
                Strings.get("images.pull.title"),
                content,
                Strings.get("images.pull.yes"),
                form.valid,
                form::request));
    name.close();
    return wanted;
  }

  private Node content() {
    TextField field = name.field();
    field.setPromptText(Strings.get("images.pull.prompt"));
    field.setAccessibleText(Strings.get("images.pull.name"));
    form.name.bind(field.textProperty());
    field.textProperty().addListener((_, _, _) -> showProblem());
    problem.setId("pull-problem");
    problem.setWrapText(true);
    problem.setMinHeight(36);
    ComboBox<String> platform = new ComboBox<>();
    platform.setId("pull-platform");
    platform.setEditable(true);
    platform.getItems().add("");
    platform.getItems().addAll(PullForm.PLATFORMS);
    platform.setPromptText(Strings.get("images.pull.platform.prompt"));
    platform.setAccessibleText(Strings.get("images.pull.platform"));
    form.platform.bind(platform.getEditor().textProperty());
    form.valid.addListener((_, _, _) -> showProblem());
    platform.getEditor().textProperty().addListener((_, _, _) -> showProblem());
    showProblem();
    return new VBox(
        6,
        new Label(Strings.get("images.pull.name")),
        field,
        problem,
        name.suggestions(150),
        new Label(Strings.get("images.pull.platform")),
        platform);
  }

  private void showProblem() {
    String text = form.problem();
    problem.setText(text);
    problem.getStyleClass().setAll("label", text.isEmpty() ? "text-muted" : "danger");
    if (text.isEmpty() && form.valid.get()) {
      problem.setText(Strings.get("images.pull.full", form.request().reference()));
    }
  }
}
