package org.dimdesktop.ui.registries.actions;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/** Logging in and out at registries. JavaFX thread only. */
final class LoginCommands {
  private final RegistryServices services;
  private final RegistryCommands.Ui ui;
  private final DetailLoader loader;

  LoginCommands(RegistryServices services, RegistryCommands.Ui ui) {
    this.services = services;
    this.ui = ui;
    loader =
        new DetailLoader(services.io(), services.fx(), Strings.get("registries.logout.action"));
  }

  /** Asks for a login; {@code host} may be empty. */
  void login(@Nullable Window owner, String host) {
    new LoginDialog(services).open(owner, host, ui.loginChanged());
  }

  /** Forgets the login at a registry after a question. */
  void logout(String host) {
    boolean sure =
        ui.dialogs()
            .confirm(
                new Dialogs.Question(
                    Strings.get("registries.logout.title"),
                    Strings.get("registries.logout.question", host),
                    Strings.get("registries.logout.yes"),
                    true));
    if (sure) {
      erase(host);
    }
  }

  /** Asks at which registry. */
  void logoutOfSome() {
    loader.load("", services.logins()::hosts, this::choose, ui.dialogs()::error);
  }

  private void choose(List<String> hosts) {
    ComboBox<String> choice = new ComboBox<>();
    choice.setId("logout-registry");
    choice.setAccessibleText(Strings.get("registries.login.registry"));
    choice.getItems().setAll(hosts);
    choice.getSelectionModel().selectFirst();
    choice.setMaxWidth(Double.MAX_VALUE);
    ui.dialogs()
        .form(
            new Dialogs.Form<>(
                Strings.get("registries.logout.title"),
                new VBox(
                    8,
                    FormParts.text(
                        Strings.get(
                            hosts.isEmpty()
                                ? "registries.logout.none"
                                : "registries.logout.which")),
                    choice),
                Strings.get("registries.logout.yes"),
                choice.valueProperty().isNotNull(),
                choice::getValue,
                true))
        .ifPresent(this::erase);
  }

  private void erase(String host) {
    loader.load(
        host, () -> services.logins().logout(host), left -> ended(host, left), ui.dialogs()::error);
  }

  private void ended(String host, Optional<String> left) {
    services.client().forgetLogin(host);
    ui.loginChanged().accept(host);
    left.ifPresent(user ->
        ui.dialogs()
            .error(
                new Failure.Conflict(
                    Strings.get("registries.logout.action"),
                    host,
                    Strings.get("registries.logout.left", user),
                    List.of())));
  }
}
