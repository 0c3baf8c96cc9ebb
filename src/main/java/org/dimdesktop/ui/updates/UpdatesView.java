package org.dimdesktop.ui.updates;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.settings.UpdateHabits;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.BrowserLinks;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.PaletteEntry;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.EngineGate;
import org.dimdesktop.ui.control.MasterDetail;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.updates.history.HistoryPage;
import org.dimdesktop.ui.updates.history.HistoryViewModel;
import org.dimdesktop.ui.updates.plan.PlanDialog;
import org.dimdesktop.ui.updates.plan.PlanViewModel;
import org.dimdesktop.ui.updates.run.UpdateRunner;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.check.CheckReport;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Which containers are behind their registries, bringing them forward, and the way back. */
public final class UpdatesView implements FeatureView {
  /** The id of this view. */
  public static final String ID = "updates";

  private final UpdatesViewModel model;
  private final UpdateRunner runner;
  private final Ui ui;
  private final List<Action> general;
  private final ResourceTable<UpdateRow> table;
  private final MasterDetail<UpdateRow> detail;
  private final StatusLine line;
  private final HistoryPage history;
  private final TabPane tabs = new TabPane();
  private final EngineGate node;
  private Set<String> wanted = Set.of();

  /**
   * What the window lends to the view.
   *
   * @param updates may read files the first time; asked on a thread that may block
   * @param showOperations brings the progress of what was started into sight
   */
  public record Ui(
      Dialogs dialogs,
      SettingsStore settings,
      BrowserLinks browser,
      Supplier<Updates> updates,
      Runnable showOperations) {}

  /** The view of a model. */
  public UpdatesView(
      UpdatesViewModel.Services services, HistoryViewModel past, UpdateRunner runner, Ui ui) {
    this.runner = runner;
    this.ui = ui;
    model =
        new UpdatesViewModel(services, new NewerBook(ui.updates(), services.io(), services.fx()));
    general =
        List.of(
            Action.of("updates.check", "updates.check", Feather.REFRESH_CW, model::checkAll)
                .withKey("F5"),
            Action.of(
                    "updates.updateall",
                    "updates.updateall",
                    Feather.ARROW_UP_CIRCLE,
                    () -> ask(model.behind()))
                .withKey("Shortcut+Alt+U")
                .when(
                    Bindings.createBooleanBinding(
                        () -> !model.behind().isEmpty(), model.rowsProperty())));
    table =
        UpdatesTable.of(
                new UpdatesTable.Handler(
                    this::ask,
                    rows -> ask(model.groupsOf(rows)),
                    model::check,
                    rows -> model.toggle(rows, ui.dialogs()::error),
                    this::versions),
                general)
            .onOpen(_ -> open())
            .build(ui.settings(), model.io(), model.fx());
    detail =
        new MasterDetail<>(
            "updates-detail",
            table,
            UpdateRow::name,
            UpdateRow::name,
            List.of(new OverviewTab(), new VersionsTab(model, ui.browser(), this::versions)));
    line = new StatusLine(model.center(), () -> ui.settings().get().updates(), this::turnOn);
    history = new HistoryPage(past, ui.dialogs(), ui.settings(), ui.showOperations());
    BorderPane list = new BorderPane(detail);
    list.setTop(line);
    tabs.getTabs()
        .setAll(
            tab("containers", "updates.page.containers", Feather.BOX, list),
            tab("history", "updates.page.history", Feather.CLOCK, history));
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.getSelectionModel().selectedIndexProperty().addListener((_, _, _) -> front());
    node = new EngineGate(tabs, model.statusProperty(), model::retry);
    node.setId("updates-view");
    model.rowsProperty().addListener((_, _, _) -> show());
    model.center().checkedProperty().addListener((_, _, _) -> checked());
    model.center().failureProperty().addListener((_, _, failure) -> failed(failure));
    model.statusProperty().addListener((_, _, status) -> stale(status));
    show();
  }

  private static Tab tab(String id, String titleKey, Feather icon, Node content) {
    Tab tab = new Tab(Strings.get(titleKey), content);
    tab.setId("updates-page-" + id);
    tab.setGraphic(Icons.of(icon, "small-icon"));
    return tab;
  }

  private void open() {
    detail.open();
  }

  private void show() {
    if (model.center().checkedProperty().get() == null) {
      table.setLoading();
    } else {
      table.setItems(model.rowsProperty().get());
    }
  }

  private void checked() {
    show();
    table.setNotice("");
    if (!wanted.isEmpty()) {
      Set<String> names = wanted;
      wanted = Set.of();
      ask(model.behind(names));
    }
  }

  private void failed(@Nullable Failure failure) {
    if (failure != null) {
      table.setFailure(failure, model::checkAll);
    }
  }

  private void stale(EngineStatus status) {
    table.setNotice(status instanceof EngineStatus.Lost ? Strings.get("updates.stale") : "");
  }

  /** Shows the plans for those of the rows that are behind, and carries out what is agreed to. */
  private void ask(List<UpdateRow> rows) {
    List<String> names = rows.stream().filter(UpdateRow::canUpdate).map(UpdateRow::name).toList();
    Checked checked = model.center().checkedProperty().get();
    if (names.isEmpty() || checked == null) {
      return;
    }
    CheckReport report = checked.report();
    PlanViewModel plans = new PlanViewModel(ui.updates(), model.io(), model.fx());
    plans.load(report, names);
    String title =
        names.size() == 1
            ? Strings.get("updates.plan.title", names.getFirst())
            : Strings.get("updates.plan.titles", names.size());
    PlanDialog.ask(plans, title, ui.dialogs())
        .ifPresent(agreed -> {
          var _ = runner.update(report, agreed.plans(), agreed.losses());
          ui.showOperations().run();
        });
  }

  /** Shows the plans for containers by their names, as soon as it is known how they stand. */
  public void update(List<String> names) {
    Set<String> all = new HashSet<>(names);
    List<UpdateRow> rows = model.behind(all);
    if (rows.isEmpty()) {
      wanted = all;
      model.center().check(_ -> false);
    } else {
      ask(rows);
    }
  }

  private void versions(UpdateRow row) {
    model.lookForVersions(row, ui.dialogs()::error);
  }

  private void turnOn() {
    ui.settings()
        .update(now -> {
          UpdateHabits habits = now.updates();
          return now.withUpdates(habits.withAutomatic(true, habits.quiet()));
        });
  }

  private void front() {
    boolean past = tabs.getSelectionModel().getSelectedIndex() == 1;
    if (past) {
      detail.pause();
      history.shown();
    } else {
      history.hidden();
      detail.resume();
    }
  }

  @Override
  public List<Action> actions() {
    return general;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void shown() {
    model.shown();
    line.shown();
    front();
  }

  @Override
  public void hidden() {
    detail.pause();
    history.hidden();
    line.hidden();
    model.hidden();
  }

  @Override
  public List<PaletteEntry> palette() {
    List<PaletteEntry> entries = new ArrayList<>();
    entries.add(
        PaletteEntry.inView(
            Strings.get("updates.palette.history"),
            Strings.get("updates.title"),
            Feather.CLOCK,
            () -> tabs.getSelectionModel().select(1)));
    for (UpdateRow row : model.rowsProperty().get()) {
      if (row.canUpdate()) {
        entries.add(
            PaletteEntry.inView(
                Strings.get("updates.palette.update", row.name()),
                row.image(),
                Feather.ARROW_UP_CIRCLE,
                () -> ask(List.of(row))));
      }
    }
    return entries;
  }
}
