package org.dimdesktop.ui.builds;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.client.DaemonLink.Connected;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.PaletteEntry;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TabHost;
import org.dimdesktop.ui.control.ResourceTable;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The builds of the dim daemon, live. */
public final class BuildsView implements FeatureView, BuildsTable.Handler {
  /** The id of this view. */
  public static final String ID = "builds";

  private final BuildsViewModel model;
  private final Dialogs dialogs;
  private final TabHost tabs;
  private final Executor io;
  private final Executor fx;
  private final Action create;
  private final ResourceTable<BuildRow> table;
  private final StackPane root;
  private final Timeline clock =
      new Timeline(new KeyFrame(Duration.seconds(1), _ -> secondPassed()));

  /** The view of a model, which stays the caller's to close. */
  public BuildsView(
      BuildsViewModel model,
      Dialogs dialogs,
      TabHost tabs,
      TableLayouts layouts,
      Executor io,
      Executor fx) {
    this.model = model;
    this.dialogs = dialogs;
    this.tabs = tabs;
    this.io = io;
    this.fx = fx;
    this.create =
        Action.of("builds.new", "builds.new", Feather.PLUS, () -> newBuild(null))
            .withKey("Shortcut+Shift+B")
            .when(
                Bindings.createBooleanBinding(
                    () -> model.daemonProperty().get() instanceof Connected,
                    model.daemonProperty()));
    this.table = BuildsTable.of(create, this, layouts, io, fx);
    DaemonPane absent = new DaemonPane(model);
    this.root = new StackPane(table, absent);
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

  private void switchPane(DaemonPane absent) {
    // Builds that were seen stay in sight, marked as stale, when the daemon goes away.
    boolean showTable =
        model.daemonProperty().get() instanceof Connected || !model.rowsProperty().get().isEmpty();
    table.setVisible(showTable);
    absent.setVisible(!showTable);
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
    AtomicReference<@Nullable BuildTabModel> opened = new AtomicReference<>();
    tabs.open(
        new TabHost.Spec(
            "build-" + build.id(),
            new javafx.beans.property.SimpleStringProperty(build.imageAndTag()),
            Feather.PACKAGE,
            () -> {
              BuildTabModel tab = model.open(build);
              opened.set(tab);
              return tab(tab);
            },
            () -> {
              BuildTabModel tab = opened.get();
              if (tab != null) {
                tab.close();
              }
            }));
  }

  private Node tab(BuildTabModel tab) {
    String id = tab.buildProperty().get().id();
    return new BuildTab(
        tab,
        () -> model.rebuild(id, this::open, dialogs::error),
        () -> model.cancel(id, dialogs::error),
        io,
        fx,
        () -> dialogs.saveFile(Strings.get("builds.log.save"), "build-" + id + ".log"));
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
