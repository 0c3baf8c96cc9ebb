package org.dimdesktop.ui.containers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.ShortList;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TabHost;
import org.dimdesktop.ui.control.LogView;
import org.dimdesktop.ui.control.SubmitDialog;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Asks a person what is needed for an action on containers, does it, and tells what failed. */
final class ContainerActions {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  private final ContainersViewModel model;
  private final ContainersFeature.Ui ui;
  private @Nullable Window window;

  ContainerActions(ContainersViewModel model, ContainersFeature.Ui ui) {
    this.model = model;
    this.ui = ui;
  }

  /** The window that forms belong to. */
  void setWindow(@Nullable Window owner) {
    window = owner;
  }

  void perform(ContainerAction action, List<ContainerRow> rows) {
    List<ContainerRow> fitting =
        rows.stream().filter(row -> action.appliesTo(row.container().state())).toList();
    if (action == ContainerAction.KILL && !confirmKill(fitting)) {
      return;
    }
    model.perform(action, fitting, ui.dialogs()::errors);
    follow(fitting);
  }

  private boolean confirmKill(List<ContainerRow> rows) {
    return ui.dialogs()
        .confirm(
            new Dialogs.Question(
                Strings.get("containers.kill.title"),
                Strings.get("containers.kill.message", names(rows)),
                Strings.get("containers.kill.yes"),
                true));
  }

  void remove(List<ContainerRow> rows) {
    boolean anyUp = rows.stream().anyMatch(row -> row.container().state().isUp());
    Dialogs.Option volumes =
        new Dialogs.Option("volumes", Strings.get("containers.remove.volumes"), false);
    Dialogs.Option force =
        new Dialogs.Option("force", Strings.get("containers.remove.force"), false);
    Optional<Set<String>> ticked =
        ui.dialogs()
            .confirm(
                new Dialogs.Question(
                    Strings.get("containers.remove.title"),
                    Strings.get("containers.remove.message", rows.size(), names(rows)),
                    Strings.get("containers.remove.yes", rows.size()),
                    true),
                anyUp ? List.of(volumes, force) : List.of(volumes));
    ticked.ifPresent(options -> {
      model.remove(
          rows, options.contains("volumes"), options.contains("force"), ui.dialogs()::errors);
      follow(rows);
    });
  }

  /** Several are an operation, which tells how each of them goes. */
  private void follow(List<ContainerRow> rows) {
    if (rows.size() > 1) {
      ui.showOperations().run();
    }
  }

  private static String names(List<ContainerRow> rows) {
    return ShortList.of(rows.stream().map(ContainerRow::name).toList(), "\n");
  }

  void rename(ContainerRow row) {
    TextField field = new TextField(row.name());
    field.setId("rename-name");
    field.setPrefColumnCount(36);
    field.setAccessibleText(Strings.get("containers.rename.name"));
    SubmitDialog.open(
        window,
        new SubmitDialog.Form<>(
            "rename-dialog",
            Strings.get("containers.rename.title", row.name()),
            new VBox(
                6,
                new Label(Strings.get("containers.rename.name")),
                field,
                new Label(Strings.get("containers.rename.rule"))),
            Strings.get("containers.rename.yes"),
            Bindings.createBooleanBinding(
                () -> isNewName(row, field.getText().strip()), field.textProperty()),
            Strings.get("containers.action.rename"),
            row::name,
            () -> {
              String name = field.getText().strip();
              return (Callable<String>)
                  () -> {
                    model.rename(row, name);
                    return name;
                  };
            }),
        model.io(),
        model.fx(),
        _ -> {});
  }

  private static boolean isNewName(ContainerRow row, String typed) {
    return NAME.matcher(typed).matches() && !typed.equals(row.name());
  }

  void copy(List<ContainerRow> rows) {
    Clipboards.copy(rows.stream().map(ContainerRow::name).collect(Collectors.joining("\n")));
  }

  /** A tab of its own with the container's log, that stays when another row is selected. */
  void openLogs(ContainerRow row) {
    ContainerLog[] opened = new ContainerLog[1];
    ui.tabs()
        .open(
            new TabHost.Spec(
                "container-log-" + row.id(),
                new SimpleStringProperty(row.name()),
                Feather.FILE_TEXT,
                () -> {
                  opened[0] = model.openLog(row.id());
                  return logView(opened[0], row.name());
                },
                () -> {
                  if (opened[0] != null) {
                    opened[0].close();
                  }
                }));
  }

  /** A view onto a log, which the caller closes. */
  LogView logView(ContainerLog log, String name) {
    return new LogView(
        log.store(),
        model.io(),
        model.fx(),
        () -> ui.dialogs().saveFile(Strings.get("containers.log.save"), name + ".log"));
  }
}
