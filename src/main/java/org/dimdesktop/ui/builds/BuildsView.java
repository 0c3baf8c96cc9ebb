package org.dimdesktop.ui.builds;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.client.DaemonLink.Connected;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Notifier;
import org.dimdesktop.ui.common.PaletteEntry;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TabHost;
import org.dimdesktop.ui.control.LogView;
import org.dimdesktop.ui.control.ResourceTable;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The builds of the dim daemon, live. */
public final class BuildsView implements FeatureView, BuildsTable.Handler {
  /** The id of this view. */
  public static final String ID = "builds";

  private final BuildsViewModel model;
  private final AccountViewModel account;
  private final Notifier notifier;
  private final Dialogs dialogs;
  private final TabHost tabs;
  private final Executor io;
  private final Executor fx;
  private final Action create;
  private final ResourceTable<BuildRow> table;
  private final BorderPane list;
  private final StackPane root;
  private final TableLayouts layouts;
  private String atEnd = "";
  private final Timeline clock =
      new Timeline(new KeyFrame(Duration.seconds(1), _ -> secondPassed()));

  /** What the view shares with the rest of the window. */
  public record Ui(Dialogs dialogs, TabHost tabs, TableLayouts layouts, Notifier notifier) {}

  /** The view of a model, which stays the caller's to close. */
  public BuildsView(
      BuildsViewModel model, AccountViewModel account, Ui ui, Executor io, Executor fx) {
    this.model = model;
    this.account = account;
    this.dialogs = ui.dialogs();
    this.tabs = ui.tabs();
    this.layouts = ui.layouts();
    this.notifier = ui.notifier();
    this.io = io;
    this.fx = fx;
    this.create =
        Action.of("builds.new", "builds.new", Feather.PLUS, () -> newBuild(null))
            .withKey("Shortcut+Shift+B")
            .when(
                Bindings.createBooleanBinding(
                    () -> model.daemonProperty().get() instanceof Connected,
                    model.daemonProperty()));
    this.table = BuildsTable.of(create, this, ui.layouts(), io, fx);
    DaemonPane absent = new DaemonPane(model, menu());
    BuildsFilterBar filters =
        new BuildsFilterBar(model, table.filterProperty(), table::clearFilter);
    filters.getChildren().add(menu());
    this.list = new BorderPane(table, filters, null, older(), null);
    this.root = new StackPane(list, absent);
    clock.setCycleCount(Animation.INDEFINITE);
    model.rowsProperty().addListener((_, _, rows) -> table.setItems(rows));
    // An empty list that was read equals the one before it was read: only this tells them apart.
    model
        .liveProperty()
        .addListener((_, _, live) -> {
          if (live) {
            table.setItems(model.rowsProperty().get());
          }
        });
    model.problemProperty().addListener((_, _, failure) -> freshness(failure));
    model.daemonProperty().addListener((_, _, _) -> switchPane(absent));
    switchPane(absent);
  }

  private DaemonMenu menu() {
    return new DaemonMenu(
        account, new DaemonMenu.Pages(this::openCredentials, this::openTokens), dialogs, io, fx);
  }

  private void openCredentials() {
    page(
        "daemon-credentials",
        "credentials.title",
        Feather.LOCK,
        () ->
            new CredentialsPage(
                new CredentialsViewModel(account.access(), io, fx), dialogs, layouts, io, fx));
  }

  private void openTokens() {
    page(
        "daemon-tokens",
        "tokens.title",
        Feather.KEY,
        () ->
            new TokensPage(
                new TokensViewModel(account.access(), io, fx), dialogs, layouts, io, fx));
  }

  /** One tab for each daemon: what it lists must not change under a person's hand. */
  private void page(String id, String titleKey, Feather icon, Supplier<Node> content) {
    try {
      String title = Strings.get(titleKey) + " — " + account.address();
      tabs.open(
          new TabHost.Spec(
              id + "-" + account.address(),
              new SimpleStringProperty(title),
              icon,
              content,
              () -> {}));
    } catch (FailureException e) {
      dialogs.error(e.failure());
    }
  }

  private void switchPane(DaemonPane absent) {
    // Builds that were seen stay in sight, marked as stale, when the daemon goes away.
    boolean showTable =
        model.daemonProperty().get() instanceof Connected || !model.rowsProperty().get().isEmpty();
    list.setVisible(showTable);
    absent.setVisible(!showTable);
  }

  /** The end of what was read; older builds also come by themselves when the end is in sight. */
  private Node older() {
    Button button = new Button(Strings.get("builds.older"), Icons.of(Feather.CHEVRONS_DOWN));
    button.setId("builds-older");
    button.getStyleClass().addAll("flat", "small");
    button.setOnAction(_ -> model.loadMore());
    button.disableProperty().bind(model.readingProperty());
    HBox foot = new HBox(button);
    foot.setAlignment(Pos.CENTER);
    foot.visibleProperty().bind(model.moreProperty());
    foot.managedProperty().bind(model.moreProperty());
    return foot;
  }

  @Override
  public void drawn(BuildRow row) {
    List<BuildRow> rows = model.rowsProperty().get();
    if (!rows.isEmpty() && rows.getLast().id().equals(row.id()) && !atEnd.equals(row.id())) {
      atEnd = row.id(); // once for each end: a short filter must not read the whole history
      model.loadMore();
    }
  }

  private void freshness(@Nullable Failure failure) {
    table.setNotice(failure == null ? "" : Strings.get("builds.stale", failure.cause()));
  }

  private void secondPassed() {
    model.tick();
  }

  @Override
  public List<Action> actions() {
    return List.of(create);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void shown() {
    model.shown();
    clock.play();
  }

  @Override
  public void hidden() {
    clock.stop();
    model.hidden();
  }

  @Override
  public List<PaletteEntry> palette() {
    return model.rowsProperty().get().stream()
        .limit(200)
        .map(row ->
            new PaletteEntry(
                row.build().imageAndTag(),
                Strings.get("builds.palette", BuildStatusText.of(row.build())),
                Feather.PACKAGE,
                () -> open(row)))
        .toList();
  }

  private void newBuild(@Nullable BuildRequest from) {
    NewBuildModel form;
    try {
      form = model.newBuild();
    } catch (FailureException e) {
      dialogs.error(e.failure());
      return;
    }
    if (from != null) {
      form.fill(from);
    }
    dialogs
        .form(
            new Dialogs.Form<>(
                Strings.get("builds.new.title"),
                new NewBuildForm(form),
                Strings.get("builds.new.yes"),
                form.valid(),
                form::request))
        .ifPresent(request -> model.submit(request, this::open, dialogs::error));
  }

  @Override
  public void open(BuildRow row) {
    open(row.build());
  }

  private void open(Build build) {
    AtomicReference<@Nullable Runnable> close = new AtomicReference<>();
    tabs.open(
        new TabHost.Spec(
            "build-" + build.id(),
            new SimpleStringProperty(build.imageAndTag()),
            Feather.PACKAGE,
            () -> {
              BuildTabModel tab = model.open(build);
              AttemptsModel attempts = model.attempts(build);
              BuildTab node = tab(tab, attempts);
              tab.onEnd(this::ended);
              close.set(() -> {
                node.close();
                attempts.close();
                tab.close();
              });
              return node;
            },
            () -> {
              Runnable ending = close.get();
              if (ending != null) {
                ending.run();
              }
            }));
  }

  private void ended(Build build) {
    notifier.tell(
        Strings.get("builds.ended", build.imageAndTag(), BuildStatusText.of(build)),
        build.errorSummary() == null ? build.repo() : build.errorSummary());
  }

  private BuildTab tab(BuildTabModel tab, AttemptsModel attempts) {
    String id = tab.buildProperty().get().id();
    LogView log =
        new LogView(
            tab.log(),
            io,
            fx,
            () -> dialogs.saveFile(Strings.get("builds.log.save"), "build-" + id + ".log"));
    return new BuildTab(
        tab,
        new BuildTab.Actions(
            () -> model.rebuild(id, this::open, dialogs::error),
            () -> newBuild(tab.buildProperty().get().toRequest()),
            () -> model.cancel(id, dialogs::error)),
        log,
        new AttemptsPane(attempts, id, this::open, layouts, io, fx),
        attempts::load);
  }

  @Override
  public void copySubmit(BuildRow row) {
    Clipboards.copy(BuildCommands.dimSubmit(row.build().toRequest(), address()));
  }

  @Override
  public void copyCurl(BuildRow row) {
    Clipboards.copy(BuildCommands.curl(row.build().toRequest(), address()));
  }

  private URI address() {
    return model.daemonProperty().get().address();
  }

  @Override
  public void rebuild(BuildRow row) {
    model.rebuild(row.id(), this::open, dialogs::error);
  }

  @Override
  public void edit(BuildRow row) {
    newBuild(row.build().toRequest());
  }

  @Override
  public void cancel(List<BuildRow> rows) {
    rows.stream().filter(BuildRow::isActive).forEach(row -> model.cancel(row.id(), dialogs::error));
  }
}
