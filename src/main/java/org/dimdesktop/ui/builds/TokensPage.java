package org.dimdesktop.ui.builds;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.dimdesktop.dim.api.CreatedToken;
import org.dimdesktop.dim.api.TokenInfo;
import org.dimdesktop.dim.api.TokenRequest;
import org.dimdesktop.dim.api.TokenScope;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.control.SubmitDialog;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The access tokens of a daemon; a new one is shown once. JavaFX thread only. */
final class TokensPage extends BorderPane {
  private static final List<Integer> DAYS = List.of(7, 30, 90, 365, 0);

  private final TokensViewModel model;
  private final Dialogs dialogs;
  private final Executor io;
  private final Executor fx;

  TokensPage(
      TokensViewModel model, Dialogs dialogs, TableLayouts layouts, Executor io, Executor fx) {
    this.model = model;
    this.dialogs = dialogs;
    this.io = io;
    this.fx = fx;
    Action create = Action.of("tokens.create", "tokens.create", Feather.PLUS, this::create);
    ResourceTable<TokenInfo> table =
        ResourceTable.builder("daemon-tokens", TokenInfo::id)
            .column(Column.text("name", "tokens.name", TokenInfo::name).width(220))
            .column(
                Column.<TokenInfo>text("scope", "tokens.scope", t -> scope(t.scope())).width(180))
            .column(
                Column.<TokenInfo>text(
                        "created", "builds.column.created", t -> Moments.ago(t.createdAt()))
                    .sortedBy(TokenInfo::createdAt))
            .column(Column.<TokenInfo>text("used", "tokens.used", t -> ago(t.lastUsedAt())))
            .column(Column.<TokenInfo>text("expires", "tokens.expires", t -> date(t.expiresAt())))
            .action(create)
            .rowAction(
                RowAction.<TokenInfo>of(
                        "tokens.revoke", "tokens.revoke", Feather.TRASH_2, this::revoke)
                    .withKey("Delete")
                    .asButton()
                    .dangerous())
            .empty("tokens.empty", create)
            .sortedBy("created", true)
            .build(layouts, io, fx);
    setCenter(table);
    ReadRows.show(table, model.rowsProperty(), model.problemProperty(), model::load);
    model.load();
  }

  private static String scope(TokenScope scope) {
    return Strings.get(scope == TokenScope.ADMIN ? "tokens.scope.admin" : "tokens.scope.build");
  }

  private static String ago(@Nullable Instant moment) {
    return moment == null ? Strings.get("tokens.never") : Moments.ago(moment);
  }

  private static String date(@Nullable Instant moment) {
    return moment == null ? Strings.get("tokens.never") : Moments.absolute(moment);
  }

  private void create() {
    FieldGrid grid = new FieldGrid();
    TextField name = grid.field("tokens.name", new TextField());
    ComboBox<TokenScope> scope =
        grid.field(
            "tokens.scope",
            new ComboBox<>(FXCollections.observableArrayList(TokenScope.BUILD, TokenScope.ADMIN)));
    scope.setConverter(text(TokensPage::scope));
    scope.setValue(TokenScope.BUILD);
    ComboBox<Integer> days =
        grid.field("tokens.expires", new ComboBox<>(FXCollections.observableArrayList(DAYS)));
    days.setConverter(
        text(n -> n == 0 ? Strings.get("tokens.never") : Strings.get("tokens.days", n)));
    days.setValue(90);
    SubmitDialog.open(
        getScene().getWindow(),
        new SubmitDialog.Form<>(
            "token-form",
            Strings.get("tokens.create"),
            grid,
            Strings.get("tokens.create.yes"),
            Bindings.createBooleanBinding(() -> !name.getText().isBlank(), name.textProperty()),
            "create the access token",
            name::getText,
            () ->
                model.create(
                    new TokenRequest(
                        name.getText().strip(), scope.getValue(), expiry(days.getValue())))),
        io,
        fx,
        this::show);
  }

  private static @Nullable Instant expiry(int days) {
    return days == 0 ? null : Instant.now().plus(days, ChronoUnit.DAYS);
  }

  private static <T> StringConverter<T> text(java.util.function.Function<T, String> words) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
      }

      @Override
      public T fromString(String text) {
        throw new UnsupportedOperationException("the box is not editable");
      }
    };
  }

  private void show(CreatedToken created) {
    model.load();
    TextField token = new TextField(created.token());
    token.setId("token-once");
    token.setEditable(false);
    token.getStyleClass().add("mono");
    token.setAccessibleText(Strings.get("tokens.once.name"));
    token.setPrefColumnCount(48);
    Button copy = new Button(Strings.get("builds.copy"), Icons.of(Feather.COPY));
    copy.setOnAction(_ -> Clipboards.copy(created.token()));
    HBox line = new HBox(8, token, copy);
    HBox.setHgrow(token, Priority.ALWAYS);
    Label why = new Label(Strings.get("tokens.once"));
    why.setWrapText(true);
    dialogs.show(Strings.get("tokens.once.title", created.name()), new VBox(10, why, line));
  }

  private void revoke(List<TokenInfo> tokens) {
    String what = tokens.size() == 1 ? tokens.getFirst().name() : Integer.toString(tokens.size());
    if (dialogs.confirm(
        new Dialogs.Question(
            Strings.get("tokens.revoke"),
            Strings.get("tokens.revoke.question", what),
            Strings.get("tokens.revoke"),
            true))) {
      model.revoke(tokens, dialogs::error);
    }
  }
}
