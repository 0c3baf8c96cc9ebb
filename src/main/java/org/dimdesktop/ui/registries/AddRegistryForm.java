package org.dimdesktop.ui.registries;

import javafx.beans.binding.Bindings;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Strings;

/** Asks for the address of a registry. */
final class AddRegistryForm {
  /** What was typed. */
  record Answer(String host, boolean insecure) {}

  private AddRegistryForm() {}

  static Dialogs.Form<Answer> create() {
    TextField host = new TextField();
    host.setId("registry-host");
    host.setPromptText(Strings.get("registries.add.prompt"));
    host.setAccessibleText(Strings.get("registries.add.host"));
    CheckBox insecure = new CheckBox(Strings.get("registries.add.insecure"));
    insecure.setId("registry-insecure");
    Label warning = new Label(Strings.get("registries.add.insecure.help"));
    warning.setWrapText(true);
    warning.setMaxWidth(420);
    warning.getStyleClass().add("text-muted");
    VBox content =
        new VBox(8, new Label(Strings.get("registries.add.host")), host, insecure, warning);
    return new Dialogs.Form<>(
        Strings.get("registries.add"),
        content,
        Strings.get("registries.add.yes"),
        Bindings.createBooleanBinding(
            () -> RegistryBook.host(host.getText()).isPresent(), host.textProperty()),
        () -> new Answer(host.getText(), insecure.isSelected()));
  }
}
