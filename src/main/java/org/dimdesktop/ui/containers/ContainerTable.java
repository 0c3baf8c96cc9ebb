package org.dimdesktop.ui.containers;

import java.util.List;
import java.util.function.Consumer;
import org.dimdesktop.engine.container.ContainerStatus;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.FilterChip;
import org.dimdesktop.ui.control.OutdatedCell;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.ResourceTableBuilder;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.control.RowGrouping;
import org.dimdesktop.ui.control.TimeCell;
import org.kordamp.ikonli.feather.Feather;

/** The columns of the list of containers and what can be done with its rows. */
final class ContainerTable {
  private ContainerTable() {}

  /** A table without rows. */
  static ResourceTableBuilder<ContainerRow> of(
      ContainersViewModel model,
      ContainerActions actions,
      ContainersFeature.Ui ui,
      List<Action> general,
      Consumer<List<ContainerRow>> selectProjects) {
    ResourceTableBuilder<ContainerRow> table =
        ResourceTable.<ContainerRow>builder(ContainersFeature.ID, ContainerRow::id)
            .filterText(ContainerRow::searchText)
            .empty("containers.empty", null)
            .sortedBy("created", true)
            .groupedBy(
                new RowGrouping<>(
                    ContainerRow::project,
                    "containers.group.none",
                    ContainerTable::summary,
                    List.of(
                        "containers.start",
                        "containers.stop",
                        "containers.restart",
                        "containers.remove")))
            .chip(
                new FilterChip<>(
                    "running", "containers.chip.running", row -> row.container().state().isUp()))
            .chip(
                new FilterChip<>(
                    "unhealthy", "containers.chip.problems", ContainerTable::hasProblem));
    columns(table, model, ui);
    general.forEach(table::action);
    rowActions(table, actions, ui, selectProjects);
    return table;
  }

  /** {@code 3 of 5 running}. */
  private static String summary(List<ContainerRow> rows) {
    long running = rows.stream().filter(row -> row.container().state().isUp()).count();
    return Strings.get("containers.group.summary", running, rows.size());
  }

  private static boolean hasProblem(ContainerRow row) {
    return switch (row.container().state()) {
      case DEAD, RESTARTING -> true;
      case EXITED -> !row.container().status().startsWith("Exited (0)");
      default -> row.container().health() == org.dimdesktop.engine.container.Health.UNHEALTHY;
    };
  }

  private static void columns(
      ResourceTableBuilder<ContainerRow> table,
      ContainersViewModel model,
      ContainersFeature.Ui ui) {
    table
        .column(
            Column.text("state", "containers.column.state", StateCell::text)
                .sortedBy(row -> row.container().state())
                .width(160)
                .atLeast(96)
                .drawnBy(StateCell::new))
        .column(
            Column.text("name", "containers.column.name", ContainerRow::name)
                .width(180)
                .atLeast(110))
        .column(
            Column.text("image", "containers.column.image", ContainerRow::imageText)
                .width(170)
                .atLeast(80)
                .style("elide-start")
                .drawnBy(
                    () -> new OutdatedCell<>(row -> row.container().image(), ContainerRow::behind)))
        .column(
            Column.text("ports", "containers.column.ports", ContainerRow::portsText)
                .width(150)
                .atLeast(80)
                .drawnBy(() -> new PortsCell(model::engineHost, ui.browser())))
        .column(
            Column.text("project", "containers.column.project", ContainerRow::project)
                .sortedBy(ContainerRow.BY_PROJECT)
                .width(90)
                .hiddenAtFirst()) // the headers of the groups say it
        .column(
            Column.<ContainerRow>text(
                    "created",
                    "containers.column.created",
                    row -> Moments.absolute(row.container().created()))
                .sortedBy(row -> row.container().created())
                .width(105)
                .atLeast(98)
                .drawnBy(() -> new TimeCell<>(row -> row.container().created())))
        .column(
            Column.<ContainerRow>text(
                    "status", "containers.column.status", row -> row.container().status())
                .width(170)
                .atLeast(90)
                .style("muted"))
        .column(
            Column.<ContainerRow>text(
                    "id", "containers.column.id", row -> row.container().shortId())
                .width(115)
                .style("mono")
                .hiddenAtFirst());
  }

  private static void rowActions(
      ResourceTableBuilder<ContainerRow> table,
      ContainerActions actions,
      ContainersFeature.Ui ui,
      Consumer<List<ContainerRow>> selectProjects) {
    for (ContainerAction action : ContainerAction.values()) {
      String key = "containers." + action.id();
      RowAction<ContainerRow> row =
          RowAction.<ContainerRow>of(key, key, action.icon(), rows -> actions.perform(action, rows))
              .when(rows -> rows.stream().anyMatch(r -> applies(action, r)));
      table.rowAction(
          switch (action) {
            case START -> row.withKey("Shortcut+S").asButton();
            case STOP -> row.withKey("Shortcut+E").asButton();
            case RESTART -> row.withKey("Shortcut+R").asButton();
            case PAUSE, UNPAUSE -> row.asButton();
            case KILL -> row.dangerous();
          });
    }
    table
        .rowAction(
            RowAction.ofOne(
                    "containers.logs", "containers.logs", Feather.FILE_TEXT, actions::openLogs)
                .withKey("Shortcut+L")
                .asButton())
        .rowAction(
            RowAction.<ContainerRow>of(
                    "containers.update",
                    "containers.update",
                    Feather.ARROW_UP_CIRCLE,
                    rows -> ui.update().accept(behind(rows)))
                .when(rows -> !behind(rows).isEmpty())
                .withKey("Shortcut+U"))
        .rowAction(
            RowAction.<ContainerRow>of(
                    "containers.project", "containers.project", Feather.GRID, selectProjects)
                .when(rows -> rows.stream().anyMatch(row -> !row.project().isEmpty()))
                .withKey("Shortcut+Shift+G"))
        .rowAction(
            RowAction.ofOne(
                    "containers.rename", "containers.rename", Feather.EDIT_2, actions::rename)
                .withKey("F2"))
        .rowAction(
            RowAction.<ContainerRow>of(
                    "containers.copy", "containers.copy", Feather.COPY, actions::copy)
                .withKey("Shortcut+C"))
        .rowAction(
            RowAction.<ContainerRow>of(
                    "containers.remove", "containers.remove", Feather.TRASH_2, actions::remove)
                .withKey("Delete")
                .when(ContainerTable::removable)
                .asButton()
                .dangerous());
  }

  private static List<String> behind(List<ContainerRow> rows) {
    return rows.stream().filter(row -> !row.behind().isEmpty()).map(ContainerRow::name).toList();
  }

  private static boolean applies(ContainerAction action, ContainerRow row) {
    return !row.isPending() && action.appliesTo(row.container().state());
  }

  private static boolean removable(List<ContainerRow> rows) {
    return rows.stream().anyMatch(r -> r.container().state() != ContainerStatus.REMOVING);
  }
}
