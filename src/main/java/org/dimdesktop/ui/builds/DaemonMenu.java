package org.dimdesktop.ui.builds;

import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.settings.KnownDaemons.Entry;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.SubmitDialog;
import org.kordamp.ikonli.feather.Feather;

/** Which daemon is in use, and what is done with it and the account there. JavaFX thread only. */
final class DaemonMenu extends MenuButton {
  /** Opens the daemon's pages. */
  record Pages(Runnable credentials, Runnable tokens) {}

  private static final String ADMIN = "admin";

  private final AccountViewModel account;
  private final Pages pages;
  private final Dialogs dialogs;
  private final Executor io;
  private final Executor fx;

  DaemonMenu(AccountViewModel account, Pages pages, Dialogs dialogs, Executor io, Executor fx) {
    super(Strings.get("daemons.menu"), Icons.of(Feather.SERVER));
    this.account = account;
    this.pages = pages;
    this.dialogs = dialogs;
    this.io = io;
    this.fx = fx;
    getStyleClass().add("flat");
    setOnShowing(_ -> fill());
    fill(); // a menu without items does not open
  }

  private void fill() {
    ToggleGroup group = new ToggleGroup();
    getItems()
        .setAll(
            daemon("", Strings.get("daemons.environment", account.environmentAddress()), group));
    for (Entry entry : account.daemons()) {
      getItems().add(daemon(entry.name(), entry.name() + " — " + entry.address(), group));
    }
    MenuItem forget =
        item("daemons.forget", Feather.MINUS, () -> account.forgetCurrent(dialogs::error), false);
    forget.setDisable(account.current().isEmpty());
    getItems()
        .addAll(
            item("daemons.add", Feather.PLUS, this::add, false),
            forget,
            new SeparatorMenuItem(),
            item("daemons.login", Feather.LOG_IN, this::login, false),
            item("daemons.password", Feather.KEY, this::password, true),
            item("daemons.logout", Feather.LOG_OUT, this::logout, true),
            new SeparatorMenuItem(),
            item("credentials.title", Feather.LOCK, pages.credentials(), true),
            item("tokens.title", Feather.KEY, pages.tokens(), true));
  }

  private MenuItem daemon(String name, String text, ToggleGroup group) {
    RadioMenuItem item = new RadioMenuItem(text);
    item.setToggleGroup(group);
    item.setMnemonicParsing(false);
    item.setSelected(account.current().equals(name));
    item.setOnAction(_ -> account.use(name, dialogs::error));
    return item;
  }

  private MenuItem item(String key, Feather icon, Runnable action, boolean needsDaemon) {
    MenuItem item = new MenuItem(Strings.get(key), Icons.of(icon));
    item.setId(key);
    item.setOnAction(_ -> action.run());
    item.setDisable(needsDaemon && !account.isConnected());
    return item;
  }

  private void add() {
    FieldGrid grid = new FieldGrid();
    TextField name = grid.field("daemons.name", new TextField());
    TextField address = grid.field("daemons.address", new TextField());
    address.setPromptText("https://dim.example.org:8443");
    SubmitDialog.open(
        getScene().getWindow(),
        new SubmitDialog.Form<>(
            "daemon-form",
            Strings.get("daemons.add"),
            grid,
            Strings.get("daemons.add.yes"),
            Bindings.createBooleanBinding(
                () -> !name.getText().isBlank() && DaemonBook.parse(address.getText()).isPresent(),
                name.textProperty(),
                address.textProperty()),
            "add the daemon",
            address::getText,
            () -> account.add(name.getText(), address.getText())),
        io,
        fx,
        this::offerLogin);
  }

  private void offerLogin(DaemonLink.State state) {
    if (state instanceof DaemonLink.Refused) {
      login();
    }
  }

  /** Asks for user and password. */
  void login() {
    FieldGrid grid = new FieldGrid();
    TextField user = grid.field("daemons.user", new TextField(ADMIN));
    PasswordField password = grid.field("daemons.secret", new PasswordField());
    SubmitDialog.open(
        getScene().getWindow(),
        new SubmitDialog.Form<>(
            "login-form",
            Strings.get("daemons.login.title", account.address()),
            grid,
            Strings.get("daemons.login.yes"),
            Bindings.createBooleanBinding(
                () -> !user.getText().isBlank() && !password.getText().isEmpty(),
                user.textProperty(),
                password.textProperty()),
            "log in as",
            user::getText,
            () -> account.login(user.getText().strip(), password.getText())),
        io,
        fx,
        _ -> password.clear());
  }

  private void password() {
    FieldGrid grid = new FieldGrid();
    PasswordField current = grid.field("daemons.password.current", new PasswordField());
    PasswordField next = grid.field("daemons.password.new", new PasswordField());
    PasswordField again = grid.field("daemons.password.again", new PasswordField());
    SubmitDialog.open(
        getScene().getWindow(),
        new SubmitDialog.Form<>(
            "password-form",
            Strings.get("daemons.password"),
            grid,
            Strings.get("daemons.password.yes"),
            Bindings.createBooleanBinding(
                () ->
                    !current.getText().isEmpty()
                        && !next.getText().isEmpty()
                        && next.getText().equals(again.getText()),
                current.textProperty(),
                next.textProperty(),
                again.textProperty()),
            "change the password",
            () -> "",
            () -> account.changePassword(current.getText(), next.getText())),
        io,
        fx,
        _ -> {
          current.clear();
          next.clear();
          again.clear();
        });
  }

  private void logout() {
    account.logout(dialogs::error);
  }
}
