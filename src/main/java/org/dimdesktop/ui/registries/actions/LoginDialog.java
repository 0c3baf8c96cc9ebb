package org.dimdesktop.ui.registries.actions;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.dimdesktop.credentials.CredentialStore.Kept;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.SubmitDialog;
import org.jspecify.annotations.Nullable;

/** Asks for a login and stays open until the registry takes it. JavaFX thread only. */
final class LoginDialog {
  private final RegistryServices services;
  private final LoginViewModel model;
  private final Label where = FormParts.text("", "text-muted");

  LoginDialog(RegistryServices services) {
    this.services = services;
    model = new LoginViewModel(services.logins(), services.io(), services.fx());
  }

  /**
   * Opens it and returns at once.
   *
   * @param preset the registry, or the empty text
   * @param done told the registry once its login is kept
   */
  void open(@Nullable Window owner, String preset, Consumer<String> done) {
    SubmitDialog.open(
        owner,
        new SubmitDialog.Form<>(
            "login-dialog",
            Strings.get("registries.login.title"),
            content(preset),
            Strings.get("registries.login.yes"),
            model.valid,
            Strings.get("registries.login.action"),
            model::host,
            model::login),
        services.io(),
        services.fx(),
        (Kept _) -> {
          String host = model.host();
          model.close();
          services.client().forgetLogin(host);
          done.accept(host);
        });
  }

  private Node content(String preset) {
    TextField registry = field(new TextField(), "login-registry", "registries.login.registry");
    registry.setPromptText(ImageReference.DOCKER_HUB);
    TextField user = field(new TextField(), "login-user", "registries.login.user");
    TextField secret = field(new PasswordField(), "login-secret", "registries.login.secret");
    model.registry.bindBidirectional(registry.textProperty());
    model.user.bindBidirectional(user.textProperty());
    model.secret.bindBidirectional(secret.textProperty());
    model.keptProperty().addListener((_, _, kept) -> show(kept));
    show(null);
    where.setId("login-where");
    where.setMinHeight(54);
    registry.setText(preset);
    VBox fields = new VBox(8);
    if (preset.isEmpty()) {
      fields.getChildren().addAll(FormParts.name("registries.login.registry"), registry);
    } else {
      fields.getChildren().add(FormParts.text(preset, "text-bold"));
    }
    fields
        .getChildren()
        .addAll(
            FormParts.name("registries.login.user"),
            user,
            FormParts.name("registries.login.secret"),
            secret,
            where);
    return fields;
  }

  private static TextField field(TextField field, String id, String nameKey) {
    field.setId(id);
    field.setAccessibleText(Strings.get(nameKey));
    field.setPrefColumnCount(36);
    return field;
  }

  private void show(@Nullable Kept kept) {
    where.getStyleClass().setAll("label", kept == Kept.IN_PLAIN_FILE ? "warning" : "text-muted");
    where.setText(
        kept == null
            ? Strings.get("registries.login.unknown")
            : switch (kept) {
              case IN_HELPER -> Strings.get("registries.login.helper");
              case IN_PLAIN_FILE -> Strings.get("registries.login.plain");
            });
  }
}
