package org.dimdesktop.ui.registries.actions;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.NameField;

/** Asks what to compare a tag with. JavaFX thread only. */
final class CompareDialog {
  private final ImageReference image;
  private final NameField name;

  CompareDialog(RegistryServices services, ImageReference image) {
    this.image = image;
    name = new NameField("compare-with", List.of(), services.names(), services.io(), services.fx());
  }

  /** Shows it; empty when it was dismissed. */
  Optional<ImageReference> show(Dialogs dialogs) {
    Label problem = FormParts.text("", "danger");
    FormParts.say(problem, "");
    name.field().setAccessibleText(Strings.get("registries.compare.with"));
    name.field()
        .textProperty()
        .addListener(
            (_, _, typed) -> FormParts.say(problem, typed.endsWith(":") ? "" : problem(typed)));
    name.field().setText(image.name() + ":");
    Optional<ImageReference> other =
        dialogs.form(
            new Dialogs.Form<>(
                Strings.get("registries.compare.title"),
                new VBox(
                    8,
                    FormParts.text(image.familiar(), "text-bold"),
                    FormParts.name("registries.compare.with"),
                    name.field(),
                    problem,
                    name.suggestions(150)),
                Strings.get("registries.compare.yes"),
                Bindings.createBooleanBinding(
                    () ->
                        !name.field().getText().isBlank()
                            && problem(name.field().getText()).isEmpty(),
                    name.field().textProperty()),
                () -> ImageReference.parse(name.field().getText()).withDefaultTag()));
    name.close();
    return other;
  }

  private String problem(String typed) {
    if (typed.isBlank()) {
      return "";
    }
    try {
      return ImageReference.parse(typed).withDefaultTag().equals(image)
          ? Strings.get("registries.copy.same")
          : "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
