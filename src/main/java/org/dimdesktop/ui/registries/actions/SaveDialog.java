package org.dimdesktop.ui.registries.actions;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.copy.Choice;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.registries.actions.SaveRequest.Format;

/** Asks how and where to keep tags in files. JavaFX thread only. */
final class SaveDialog {
  private final RegistryJobs jobs;
  private final ImageReference repository;
  private final List<String> tags;
  private final DetailLoader loader;
  private final ComboBox<Choice> platforms = FormParts.platforms("save-platform");
  private final RadioButton layout = new RadioButton(Strings.get("registries.save.layout"));
  private final RadioButton archive = new RadioButton(Strings.get("registries.save.archive"));
  private List<Platform> known = List.of();

  SaveDialog(
      RegistryJobs jobs, RegistryServices services, ImageReference repository, List<String> tags) {
    this.jobs = jobs;
    this.repository = repository;
    this.tags = List.copyOf(tags);
    loader = new DetailLoader(services.io(), services.fx(), Strings.get("registries.job.look"));
  }

  private record Answer(Format format, Choice choice) {}

  /** Shows it, then asks for the place; empty when either was dismissed. */
  Optional<SaveRequest> show(Dialogs dialogs) {
    Node content = content();
    loader.load(
        repository.toString(),
        () -> jobs.platforms(repository, tags),
        found -> {
          known = found;
          formatChosen();
        },
        _ -> {});
    Optional<Answer> answer =
        dialogs.form(
            new Dialogs.Form<>(
                Strings.get("registries.save.title"),
                content,
                Strings.get("registries.save.yes"),
                new javafx.beans.property.SimpleBooleanProperty(true),
                this::answer));
    loader.cancel();
    return answer.flatMap(a ->
        place(dialogs, a.format())
            .map(place -> new SaveRequest(repository, tags, a.format(), a.choice(), place)));
  }

  private Node content() {
    ToggleGroup group = new ToggleGroup();
    layout.setToggleGroup(group);
    archive.setToggleGroup(group);
    layout.setId("save-layout");
    archive.setId("save-archive");
    layout.setSelected(true);
    archive.setDisable(tags.size() != 1);
    group.selectedToggleProperty().addListener((_, _, _) -> formatChosen());
    formatChosen();
    HBox choice = new HBox(8, FormParts.name("registries.platform"), platforms);
    choice.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    String what =
        tags.size() == 1
            ? repository.withTag(tags.getFirst()).familiar()
            : Strings.get("registries.job.tags", tags.size(), repository.familiar());
    return new VBox(
        8,
        FormParts.text(what, "text-bold"),
        layout,
        FormParts.text(Strings.get("registries.save.layout.help"), "text-muted"),
        archive,
        FormParts.text(
            Strings.get(
                tags.size() == 1 ? "registries.save.archive.help" : "registries.save.archive.one"),
            "text-muted"),
        choice);
  }

  /** An archive holds one platform: this machine's, where there is a choice. */
  private void formatChosen() {
    boolean all = layout.isSelected();
    Platform local = Platform.local();
    FormParts.offer(platforms, all || !known.isEmpty() ? known : List.of(local), all);
    Choice mine = Choice.of(local);
    if (!all && platforms.getItems().contains(mine)) {
      platforms.setValue(mine);
    }
  }

  private Answer answer() {
    return new Answer(layout.isSelected() ? Format.LAYOUT : Format.ARCHIVE, platforms.getValue());
  }

  private Optional<Path> place(Dialogs dialogs, Format format) {
    String tag = tags.size() == 1 ? tags.getFirst() : "";
    return format == Format.LAYOUT
        ? dialogs.openFolder(Strings.get("registries.save.folder"))
        : dialogs.saveFile(
            Strings.get("registries.save.file"), SavePlace.name(repository.path(), tag) + ".tar");
  }
}
