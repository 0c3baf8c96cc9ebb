package org.dimdesktop.ui.registries.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.dimdesktop.registry.copy.Choice;
import org.dimdesktop.registry.copy.Sync;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.NameField;
import org.jspecify.annotations.Nullable;

/** Asks where to copy tags to, and shows what that would move. JavaFX thread only. */
final class CopyDialog {
  private final CopyViewModel model;
  private final RegistryJobs jobs;
  private final NameField target;
  private final DetailLoader platformLoader;
  private final ComboBox<Choice> platforms = FormParts.platforms("copy-platform");
  private final ComboBox<Sync> sync = new ComboBox<>();
  private final Label problem = FormParts.text("", "danger");
  private final VBox preview = new VBox(4);

  CopyDialog(CopyViewModel model, RegistryJobs jobs, RegistryServices services) {
    this.model = model;
    this.jobs = jobs;
    target =
        new NameField("copy-target", List.of(), services.names(), services.io(), services.fx());
    platformLoader =
        new DetailLoader(services.io(), services.fx(), Strings.get("registries.job.look"));
  }

  /** Shows it with a target already typed; empty when it was dismissed. */
  Optional<CopyRequest> show(Dialogs dialogs, String preset) {
    Node content = content();
    target.field().setText(preset);
    platformLoader.load(
        model.repository().toString(),
        () -> jobs.platforms(model.repository(), model.tags()),
        found -> FormParts.offer(platforms, found, true),
        _ -> {});
    Optional<CopyRequest> wanted =
        dialogs.form(
            new Dialogs.Form<>(
                Strings.get("registries.copy.title"),
                content,
                Strings.get("registries.copy.yes"),
                model.valid,
                model::request));
    platformLoader.cancel();
    target.close();
    model.close();
    return wanted;
  }

  private Node content() {
    target.field().setPromptText(Strings.get("registries.copy.prompt"));
    target.field().setAccessibleText(Strings.get("registries.copy.target"));
    target.field().textProperty().addListener((_, _, _) -> FormParts.say(problem, model.problem()));
    model.target.bind(target.field().textProperty());
    FormParts.say(problem, "");
    problem.setId("copy-problem");
    platforms.valueProperty().addListener((_, _, chosen) -> model.choice.set(chosen));
    preview.setId("copy-preview");
    preview.setMinHeight(64);
    model.previewProperty().addListener((_, _, now) -> show(now));
    show(model.previewProperty().get());
    HBox choices = new HBox(8, FormParts.name("registries.platform"), platforms);
    choices.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    VBox box =
        new VBox(
            8,
            FormParts.text(from(), "text-bold"),
            FormParts.name("registries.copy.target"),
            target.field(),
            problem,
            target.suggestions(104),
            choices);
    if (model.tags().size() != 1) {
      box.getChildren().add(sync());
    }
    box.getChildren().add(preview);
    return box;
  }

  private String from() {
    List<String> tags = model.tags();
    String repository = model.repository().familiar();
    return switch (tags.size()) {
      case 0 -> Strings.get("registries.copy.fromAll", repository);
      case 1 -> model.repository().withTag(tags.getFirst()).familiar();
      default -> Strings.get("registries.copy.fromSome", tags.size(), repository);
    };
  }

  private Node sync() {
    sync.setId("copy-sync");
    sync.setAccessibleText(Strings.get("registries.copy.which"));
    sync.getItems().setAll(Sync.values());
    sync.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Sync which) {
            return which == null
                ? ""
                : switch (which) {
                  case DIFFERENT -> Strings.get("registries.copy.different");
                  case MISSING -> Strings.get("registries.copy.missing");
                  case ALL -> Strings.get("registries.copy.all");
                };
          }

          @Override
          public @Nullable Sync fromString(String text) {
            return null;
          }
        });
    sync.setValue(model.sync.get());
    sync.valueProperty().addListener((_, _, chosen) -> model.sync.set(chosen));
    HBox line = new HBox(8, FormParts.name("registries.copy.which"), sync);
    line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return line;
  }

  private void show(CopyPreview now) {
    List<Node> lines = new ArrayList<>();
    PreviewText.of(now).forEach(line -> lines.add(FormParts.text(line.text(), line.style())));
    preview.getChildren().setAll(lines);
    FormParts.fit(preview);
  }
}
