package org.dimdesktop.ui.builds;

import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dimdesktop.dim.api.CredentialEntry;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;

/**
 * One line of the look ahead: whether the daemon has a credential for a host, and a way to add one.
 */
final class CredentialRow extends VBox {
  private final NewBuildModel model;
  private final Realm realm;
  private final Label state = new Label();
  private final Button add = new Button(Strings.get("builds.credential.add"));
  private final ComboBox<CredentialKind> kind =
      new ComboBox<>(FXCollections.observableArrayList(CredentialKind.values()));
  private final TextField user = new TextField();
  private final PasswordField secret = new PasswordField();
  private final HBox form;

  CredentialRow(NewBuildModel model, Realm realm) {
    super(6);
    this.model = model;
    this.realm = realm;
    String name = realm.name().toLowerCase(java.util.Locale.ROOT);
    add.setId("builds.credential.add." + name);
    kind.setId("builds.credential.kind." + name);
    add.setMinWidth(USE_PREF_SIZE);
    add.managedProperty().bind(add.visibleProperty());
    kind.setValue(CredentialKind.BASIC);
    kind.setConverter(new KindText());
    kind.setAccessibleText(Strings.get("builds.credential.kind"));
    user.setPromptText(Strings.get("builds.credential.user"));
    user.setAccessibleText(Strings.get("builds.credential.user"));
    secret.setPromptText(Strings.get("builds.credential.secret"));
    secret.setAccessibleText(Strings.get("builds.credential.secret"));
    user.disableProperty().bind(kind.valueProperty().isEqualTo(CredentialKind.ANONYMOUS));
    secret.disableProperty().bind(kind.valueProperty().isEqualTo(CredentialKind.ANONYMOUS));
    Button save = new Button(Strings.get("builds.credential.save"));
    save.setId("builds.credential.save." + name);
    save.setMinWidth(USE_PREF_SIZE);
    kind.setMinWidth(USE_PREF_SIZE);
    save.setOnAction(_ -> save());
    form = new HBox(6, kind, user, secret, save);
    add.setOnAction(_ -> showForm(true));
    HBox line = new HBox(8, state, add);
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(line, form);
    showForm(false);
    model.host(realm).addListener((_, _, _) -> refresh());
    model.credentialsProperty().addListener((_, _, _) -> refresh());
    refresh();
  }

  private void showForm(boolean on) {
    form.setVisible(on);
    form.setManaged(on);
  }

  private void refresh() {
    String host = model.host(realm).getValue();
    boolean asked = model.credentialsProperty().get() != null && !host.isEmpty();
    CredentialEntry entry = asked ? model.credential(realm, host) : null;
    setVisible(asked);
    setManaged(asked);
    add.setVisible(entry == null);
    if (entry != null) {
      String how = Strings.get("builds.credential.kind." + entry.kind().wire());
      state.setText(Strings.get("builds.credential.present", host, how));
      state.setGraphic(Icons.of(Feather.CHECK_CIRCLE, "success"));
      showForm(false);
    } else {
      state.setText(Strings.get("builds.credential.missing", host));
      state.setGraphic(Icons.of(Feather.ALERT_TRIANGLE, "warning"));
    }
  }

  private void save() {
    CredentialKind chosen = kind.getValue();
    boolean anonymous = chosen == CredentialKind.ANONYMOUS;
    CredentialUpdate update =
        new CredentialUpdate(
            chosen,
            anonymous || user.getText().isBlank() ? null : user.getText().strip(),
            anonymous ? null : secret.getText());
    secret.clear();
    model.putCredential(realm, model.host(realm).getValue(), update);
  }
}
