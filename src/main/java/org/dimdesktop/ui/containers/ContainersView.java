package org.dimdesktop.ui.containers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.dimdesktop.engine.Freshness;
import org.dimdesktop.engine.Listing;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.PaletteEntry;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.EngineGate;
import org.dimdesktop.ui.control.JsonTab;
import org.dimdesktop.ui.control.MasterDetail;
import org.dimdesktop.ui.control.ResourceTable;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The containers of the engine: the list, and beside it what one of them is and does. */
public final class ContainersView implements FeatureView {
  private final ContainersViewModel model;
  private final ContainerActions actions;
  private final List<Action> general;
  private final ResourceTable<ContainerRow> table;
  private final MasterDetail<ContainerRow> detail;
  private final EngineGate node;
  private final SimpleBooleanProperty hasProjects = new SimpleBooleanProperty();

  ContainersView(ContainersViewModel model, ContainersFeature.Ui ui) {
    this.model = model;
    actions = new ContainerActions(model, ui);
    general =
        List.of(
            Action.of("containers.group", "containers.group", Feather.GRID, this::toggleGroups)
                .withKey("Shortcut+G")
                .when(hasProjects),
            Action.of(
                    "containers.collapse",
                    "containers.collapse",
                    Feather.MINIMIZE_2,
                    this::collapse)
                .withKey("Shortcut+Shift+C")
                .when(hasProjects));
    table =
        ContainerTable.of(model, actions, ui, general.subList(0, 1), this::selectProjects)
            .onOpen(_ -> open())
            .build(ui.layouts(), model.io(), model.fx());
    ObservableValue<@Nullable JsonNode> json =
        model.detailProperty().map(d -> d instanceof ContainerDetail.Loaded l ? l.inspect() : null);
    detail =
        new MasterDetail<>(
            "containers-detail",
            table,
            ContainerRow::id,
            ContainerRow::name,
            List.of(
                new OverviewTab(model),
                new LogsTab(model, actions),
                new JsonTab<ContainerRow>("containers.tab.inspect", json, model::select),
                new StatsTab(model.stats())));
    node = new EngineGate(detail, model.statusProperty(), model::retry);
    node.setId("containers-view");
    node.sceneProperty()
        .flatMap(javafx.scene.Scene::windowProperty)
        .addListener((_, _, window) -> actions.setWindow(window));
    table
        .selectedProperty()
        .addListener((_, _, row) -> {
          if (row == null) {
            model.select(null);
          }
        });
    model.rowsProperty().addListener((_, _, rows) -> show(rows));
  }

  private void open() {
    detail.open();
  }

  /** Projects under their headers, or all containers in one list. */
  private void toggleGroups() {
    table.setGrouped(!table.isGrouped());
  }

  private void collapse() {
    table.toggleAllGroups();
  }

  private void show(Listing<ContainerRow> rows) {
    hasProjects.set(rows.items().stream().anyMatch(row -> !row.project().isEmpty()));
    switch (rows.freshness().kind()) {
      case LOADING -> table.setLoading();
      case LIVE -> {
        table.showItems(rows.items());
        table.setNotice("");
      }
      case STALE -> {
        table.showItems(rows.items());
        table.setNotice(stale(rows.freshness()));
      }
    }
  }

  private static String stale(Freshness freshness) {
    var synced = freshness.syncedAt();
    return synced == null
        ? Strings.get("engine.stale.unknown")
        : Strings.get("engine.stale", Moments.absolute(synced));
  }

  /** Everything of the projects that these rows belong to, to be started or stopped together. */
  private void selectProjects(List<ContainerRow> rows) {
    Set<String> projects =
        rows.stream()
            .map(ContainerRow::project)
            .filter(project -> !project.isEmpty())
            .collect(Collectors.toSet());
    table.selectAll(row -> projects.contains(row.project()));
  }

  /** Selects the container with this name or id; one that was just made once it is listed. */
  public void select(String nameOrId) {
    table.selectWhenShown(
        model.current().stream()
            .filter(row -> row.container().names().contains(nameOrId))
            .map(ContainerRow::id)
            .findFirst()
            .orElse(nameOrId));
    detail.open();
  }

  @Override
  public List<Action> actions() {
    return general;
  }

  @Override
  public String id() {
    return ContainersFeature.ID;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void shown() {
    model.shown();
    detail.resume();
  }

  @Override
  public void focus() {
    table.focusTable();
  }

  @Override
  public void hidden() {
    detail.pause();
    model.hidden();
  }

  @Override
  public List<PaletteEntry> palette() {
    List<PaletteEntry> entries = new ArrayList<>();
    for (ContainerRow row : model.current()) {
      entries.add(
          PaletteEntry.inView(
              row.name(), row.container().status(), Feather.BOX, () -> select(row.id())));
      for (ContainerAction action : ContainerAction.values()) {
        if (action.appliesTo(row.container().state())) {
          entries.add(
              new PaletteEntry(
                  Strings.get("containers.palette." + action.id(), row.name()),
                  row.container().image(),
                  action.icon(),
                  () -> actions.perform(action, List.of(row))));
        }
      }
      entries.add(
          new PaletteEntry(
              Strings.get("containers.palette.logs", row.name()),
              row.container().image(),
              Feather.FILE_TEXT,
              () -> actions.openLogs(row)));
      entries.add(
          new PaletteEntry(
              Strings.get("containers.palette.remove", row.name()),
              row.container().image(),
              Feather.TRASH_2,
              () -> actions.remove(List.of(row))));
    }
    return entries;
  }
}
