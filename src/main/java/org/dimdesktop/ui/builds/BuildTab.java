package org.dimdesktop.ui.builds;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.LogView;
import org.kordamp.ikonli.feather.Feather;

/** The tab of one build: how it stands, its log, and how it ended. */
final class BuildTab extends BorderPane {
  private final BuildTabModel model;
  private final Label status = new Label();
  private final Label commit = new Label();
  private final Label error = new Label();
  private final Label digest = new Label();
  private final Button copyDigest = new Button(null, Icons.of(Feather.COPY));
  private final Button cancel =
      new Button(Strings.get("builds.cancel"), Icons.of(Feather.X_SQUARE));

  BuildTab(
      BuildTabModel model,
      Runnable onRebuild,
      Runnable onCancel,
      Executor io,
      Executor fx,
      Supplier<Optional<Path>> saveTarget) {
    this.model = model;
    status.getStyleClass().add("text-bold");
    commit.getStyleClass().add("mono");
    digest.getStyleClass().add("mono");
    error.getStyleClass().add("danger");
    error.setWrapText(true);
    copyDigest.getStyleClass().addAll("button-icon", "flat");
    copyDigest.setAccessibleText(Strings.get("builds.copyDigest"));
    copyDigest.setOnAction(_ -> copyDigest());
    Button rebuild = new Button(Strings.get("builds.rebuild"), Icons.of(Feather.REPEAT));
    rebuild.setOnAction(_ -> onRebuild.run());
    cancel.setOnAction(_ -> onCancel.run());
    HBox line = new HBox(12, status, commit, digest, copyDigest, rebuild, cancel);
    line.setAlignment(Pos.CENTER_LEFT);
    VBox head = new VBox(4, line, error);
    head.getStyleClass().add("build-head");
    setTop(head);
    setCenter(new LogView(model.log(), io, fx, saveTarget));
    model.buildProperty().addListener((_, _, _) -> show());
    model.logProblemProperty().addListener((_, _, _) -> show());
    show();
  }

  private void copyDigest() {
    String text = model.buildProperty().get().digest();
    if (text != null) {
      Clipboards.copy(text);
    }
  }

  private void show() {
    Build build = model.buildProperty().get();
    status.setText(BuildStatusText.of(build));
    status.setGraphic(BuildStatusText.icon(build));
    commit.setText(BuildRow.of(build, build.createdAt()).shortCommit());
    String pushed = build.digest();
    digest.setText(pushed == null ? "" : pushed);
    copyDigest.setVisible(pushed != null);
    cancel.setDisable(build.status().isEnd());
    String text = errorText(build);
    error.setText(text);
    error.setManaged(!text.isEmpty());
  }

  private String errorText(Build build) {
    Failure broken = model.logProblemProperty().get();
    String lost = broken == null ? "" : Strings.get("builds.log.lost", broken.cause());
    String errorClass = build.errorClass();
    if (errorClass == null) {
      return lost;
    }
    String summary = build.errorSummary();
    return errorClass + (summary == null ? "" : ": " + summary);
  }
}
