package org.dimdesktop.ui.images;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.ShortList;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.SubmitDialog;
import org.jspecify.annotations.Nullable;

/** Asks a person what is needed for an action on images, does it, and tells what failed. */
final class ImageActions {
  private final ImagesViewModel model;
  private final ImagesFeature.Ui ui;
  private @Nullable Window window;

  ImageActions(ImagesViewModel model, ImagesFeature.Ui ui) {
    this.model = model;
    this.ui = ui;
  }

  /** The window that forms belong to. */
  void setWindow(@Nullable Window owner) {
    window = owner;
  }

  void pull(String preset) {
    new PullDialog(model.names(), ui.remoteNames(), model.io(), model.fx())
        .show(ui.dialogs(), preset)
        .ifPresent(this::pull);
  }

  private void pull(PullForm.Request request) {
    var _ = model.pull(request);
    ui.showOperations().run();
  }

  /** Pulls what a name stands for now. */
  void pullAgain(ImageRow row) {
    pull(new PullForm.Request(ImageReference.parse(row.reference()), null));
  }

  void push(ImageRow row) {
    ImageReference reference = ImageReference.parse(row.reference());
    boolean sure =
        ui.dialogs()
            .confirm(
                new Dialogs.Question(
                    Strings.get("images.push.title"),
                    Strings.get("images.push.message", row.title(), reference.domain()),
                    Strings.get("images.push.yes"),
                    false));
    if (sure) {
      var _ = model.push(row);
      ui.showOperations().run();
    }
  }

  void copy(List<ImageRow> rows) {
    Clipboards.copy(rows.stream().map(ImageRow::reference).collect(Collectors.joining("\n")));
  }

  void tag(ImageRow row) {
    TextField field = new TextField(row.isNamed() ? row.reference() : "");
    field.setId("tag-name");
    field.setPrefColumnCount(40);
    field.setAccessibleText(Strings.get("images.tag.name"));
    Label problem = new Label();
    problem.setId("tag-problem");
    problem.setWrapText(true);
    problem
        .textProperty()
        .bind(
            Bindings.createStringBinding(() -> tagProblem(field.getText()), field.textProperty()));
    SubmitDialog.open(
        window,
        new SubmitDialog.Form<>(
            "tag-dialog",
            Strings.get("images.tag.title", row.title()),
            new VBox(6, new Label(Strings.get("images.tag.name")), field, problem),
            Strings.get("images.tag.yes"),
            Bindings.createBooleanBinding(
                () -> !field.getText().isBlank() && tagProblem(field.getText()).isEmpty(),
                field.textProperty()),
            Strings.get("images.action.tag"),
            row::title,
            () -> {
              ImageReference name = ImageReference.parse(field.getText()).withDefaultTag();
              return (Callable<ImageReference>)
                  () -> {
                    model.tag(row, name);
                    return name;
                  };
            }),
        model.io(),
        model.fx(),
        _ -> {});
  }

  private static String tagProblem(String typed) {
    if (typed.isBlank()) {
      return "";
    }
    try {
      return ImageReference.parse(typed).digest() == null ? "" : Strings.get("images.tag.nodigest");
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  void remove(List<ImageRow> rows) {
    String names = ShortList.of(rows.stream().map(ImageRow::title).toList(), "\n");
    boolean sure =
        ui.dialogs()
            .confirm(
                new Dialogs.Question(
                    Strings.get("images.remove.title"),
                    Strings.get("images.remove.message", rows.size(), names),
                    Strings.get("images.remove.yes", rows.size()),
                    true));
    if (sure) {
      var _ = model.remove(rows, false, this::removed);
      if (rows.size() > 1) {
        ui.showOperations().run();
      }
    }
  }

  /** What could not be removed stands in the drawer; force is asked for what is in use. */
  private void removed(RemoveOutcome outcome) {
    if (!outcome.failures().isEmpty()) {
      ui.showOperations().run();
    }
    if (outcome.blocked().isEmpty()) {
      return;
    }
    String users =
        ShortList.of(
            outcome.blocked().stream().map(b -> blockedLine(b.row(), b.conflict())).toList(), "\n");
    boolean force =
        ui.dialogs()
            .confirm(
                new Dialogs.Question(
                    Strings.get("images.force.title"),
                    Strings.get("images.force.message", users),
                    Strings.get("images.force.yes"),
                    true));
    if (force) {
      List<ImageRow> again = outcome.blocked().stream().map(RemoveOutcome.Blocked::row).toList();
      if (outcome.failures().isEmpty()) {
        model.dismiss(outcome.operation()); // the new attempt takes its place
      }
      var _ = model.remove(again, true, this::removed);
    }
  }

  private static String blockedLine(ImageRow row, Failure.Conflict conflict) {
    List<String> blockers = conflict.blockers();
    return Strings.get(
        "images.force.line",
        row.title(),
        blockers.isEmpty() ? conflict.cause() : ShortList.of(blockers, ", "));
  }

  void prune() {
    new PruneDialog(model)
        .show(ui.dialogs())
        .ifPresent(allUnused -> {
          var _ = model.prune(allUnused);
          ui.showOperations().run();
        });
  }

  void run(ImageRow row) {
    RunForm form = new RunForm(row.reference(), model::isContainerName);
    if (model.detailProperty().get() instanceof ImageDetail.Loaded detail
        && detail.row().image().id().equals(row.image().id())) {
      ImageOverview.exposedPorts(detail.inspect())
          .forEach(port -> form.ports.add(PortRow.exposed(port)));
    }
    RunFields fields = new RunFields(form);
    SimpleBooleanProperty valid = new SimpleBooleanProperty();
    javafx.scene.Node content = fields.node();
    valid.bind(fields.valid());
    Consumer<String> done = ui.showContainer();
    RunAttempts attempts = new RunAttempts(model);
    SubmitDialog.open(
        window,
        new SubmitDialog.Form<>(
            "run-dialog",
            Strings.get("run.title", row.title()),
            content,
            Strings.get("run.yes"),
            valid,
            Strings.get("images.action.run"),
            row::title,
            () -> {
              var spec = Objects.requireNonNull(form.spec());
              return (Callable<String>) () -> attempts.run(row.title(), spec);
            }),
        model.io(),
        model.fx(),
        done);
  }
}
