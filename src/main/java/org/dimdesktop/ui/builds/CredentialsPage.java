package org.dimdesktop.ui.builds;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.util.StringConverter;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.builds.CredentialsViewModel.Row;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.control.SubmitDialog;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The credentials that a daemon has for git servers and registries. JavaFX thread only. */
final class CredentialsPage extends BorderPane {
  private final CredentialsViewModel model;
  private final Dialogs dialogs;
  private final Executor io;
  private final Executor fx;

  CredentialsPage(
      CredentialsViewModel model, Dialogs dialogs, TableLayouts layouts, Executor io, Executor fx) {
    this.model = model;
    this.dialogs = dialogs;
    this.io = io;
    this.fx = fx;
    Action add = Action.of("credentials.add", "credentials.add", Feather.PLUS, () -> edit(null));
    ResourceTable<Row> table =
        ResourceTable.builder("daemon-credentials", Row::key)
            .column(
                Column.<Row>text("realm", "credentials.realm", row -> realm(row.realm()))
                    .width(110))
            .column(
                Column.<Row>text("host", "credentials.host", row -> row.entry().host()).width(260))
            .column(
                Column.<Row>text(
                        "kind",
                        "builds.credential.kind",
                        row -> new KindText().toString(row.entry().kind()))
                    .width(150))
            .column(
                Column.<Row>text(
                        "user", "builds.credential.user", row -> user(row.entry().username()))
                    .width(140))
            .column(
                Column.<Row>text(
                        "updated",
                        "credentials.updated",
                        row -> Moments.ago(row.entry().updatedAt()))
                    .sortedBy((Row row) -> row.entry().updatedAt()))
            .action(add)
            .rowAction(
                RowAction.ofOne(
                        "credentials.replace", "credentials.replace", Feather.EDIT_2, this::edit)
                    .asButton())
            .rowAction(
                RowAction.<Row>of(
                        "credentials.delete", "credentials.delete", Feather.TRASH_2, this::delete)
                    .withKey("Delete")
                    .asButton()
                    .dangerous())
            .onOpen(this::edit)
            .empty("credentials.empty", add)
            .sortedBy("host", false)
            .build(layouts, io, fx);
    setCenter(table);
    ReadRows.show(table, model.rowsProperty(), model.problemProperty(), model::load);
    model.load();
  }

  private static String realm(Realm realm) {
    return Strings.get(realm == Realm.GIT ? "credentials.realm.git" : "credentials.realm.registry");
  }

  private static String user(@Nullable String name) {
    return name == null ? "" : name;
  }

  private void edit(@Nullable Row from) {
    FieldGrid grid = new FieldGrid();
    ComboBox<Realm> realm =
        grid.field(
            "credentials.realm", new ComboBox<>(FXCollections.observableArrayList(Realm.values())));
    realm.setConverter(new RealmText());
    TextField host = grid.field("credentials.host", new TextField());
    ComboBox<CredentialKind> kind =
        grid.field(
            "builds.credential.kind",
            new ComboBox<>(FXCollections.observableArrayList(CredentialKind.values())));
    kind.setConverter(new KindText());
    TextField user = grid.field("builds.credential.user", new TextField());
    PasswordField secret = grid.field("builds.credential.secret", new PasswordField());
    realm.setValue(from == null ? Realm.GIT : from.realm());
    host.setText(from == null ? "" : from.entry().host());
    kind.setValue(from == null ? CredentialKind.BASIC : from.entry().kind());
    user.setText(from == null ? "" : user(from.entry().username()));
    realm.setDisable(from != null);
    host.setDisable(from != null);
    user.disableProperty().bind(kind.valueProperty().isEqualTo(CredentialKind.ANONYMOUS));
    secret.disableProperty().bind(kind.valueProperty().isEqualTo(CredentialKind.ANONYMOUS));
    SubmitDialog.open(
        getScene().getWindow(),
        new SubmitDialog.Form<>(
            "credential-form",
            Strings.get(from == null ? "credentials.add" : "credentials.replace"),
            grid,
            Strings.get("builds.credential.save"),
            Bindings.createBooleanBinding(
                () ->
                    !host.getText().isBlank()
                        && (secret.isDisable() || !secret.getText().isEmpty())
                        && (kind.getValue() != CredentialKind.BASIC || !user.getText().isBlank()),
                host.textProperty(),
                secret.textProperty(),
                secret.disableProperty(),
                user.textProperty(),
                kind.valueProperty()),
            "store the credential for",
            host::getText,
            () ->
                model.put(
                    realm.getValue(),
                    host.getText(),
                    new CredentialUpdate(
                        kind.getValue(),
                        user.isDisable() || user.getText().isBlank()
                            ? null
                            : user.getText().strip(),
                        secret.isDisable() ? null : secret.getText()))),
        io,
        fx,
        _ -> {
          secret.clear();
          model.load();
        });
  }

  private void delete(List<Row> rows) {
    String what = rows.size() == 1 ? rows.getFirst().entry().host() : Integer.toString(rows.size());
    if (dialogs.confirm(
        new Dialogs.Question(
            Strings.get("credentials.delete"),
            Strings.get("credentials.delete.question", what),
            Strings.get("credentials.delete"),
            true))) {
      model.delete(rows, dialogs::error);
    }
  }

  private static final class RealmText extends StringConverter<Realm> {
    @Override
    public String toString(@Nullable Realm realm) {
      return realm == null ? "" : realm(realm);
    }

    @Override
    public Realm fromString(String text) {
      throw new UnsupportedOperationException("the box is not editable");
    }
  }
}
