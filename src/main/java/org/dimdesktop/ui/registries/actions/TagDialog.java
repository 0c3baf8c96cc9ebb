package org.dimdesktop.ui.registries.actions;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.NameField;

/** Asks for one more name of an image at its registry. JavaFX thread only. */
final class TagDialog {
  private final TagViewModel model;
  private final ImageReference image;
  private final NameField name;
  private final Label problem = FormParts.text("", "danger");
  private final Label standing = FormParts.text("");

  TagDialog(RegistryServices services, ImageReference image) {
    this.image = image;
    model = new TagViewModel(services.client(), image, services.io(), services.fx());
    name = new NameField("tag-name", List.of(), services.names(), services.io(), services.fx());
  }

  /** Shows it; empty when it was dismissed. */
  Optional<ImageReference> show(Dialogs dialogs) {
    Node content = content();
    name.field().setText(image.name() + ":");
    Optional<ImageReference> wanted =
        dialogs.form(
            new Dialogs.Form<>(
                Strings.get("registries.tag.title"),
                content,
                Strings.get("registries.tag.yes"),
                model.valid,
                model::target));
    name.close();
    model.close();
    return wanted;
  }

  private Node content() {
    name.field().setAccessibleText(Strings.get("registries.tag.name"));
    model.name.bind(name.field().textProperty());
    name.field().textProperty().addListener((_, _, text) -> show(text));
    model.standingProperty().addListener((_, _, now) -> show(now));
    show(TagViewModel.Standing.UNKNOWN);
    FormParts.say(problem, "");
    problem.setId("tag-problem");
    standing.setId("tag-standing");
    return new VBox(
        8,
        FormParts.text(image.familiar(), "text-bold"),
        FormParts.name("registries.tag.name"),
        name.field(),
        problem,
        name.suggestions(104),
        standing,
        FormParts.text(Strings.get("registries.tag.help"), "text-muted"));
  }

  /** Who has only typed as far as the colon has not made a mistake yet. */
  private void show(String text) {
    FormParts.say(problem, text.endsWith(":") ? "" : model.problem());
  }

  private void show(TagViewModel.Standing now) {
    String text =
        switch (now) {
          case UNKNOWN -> "";
          case FREE -> Strings.get("registries.tag.free");
          case SAME -> Strings.get("registries.tag.same");
          case TAKEN -> Strings.get("registries.tag.taken");
        };
    standing
        .getStyleClass()
        .setAll("label", now == TagViewModel.Standing.TAKEN ? "warning" : "plain");
    FormParts.say(standing, text);
  }
}
