package org.dimdesktop.ui.updates;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.dimdesktop.registry.Quota;
import org.dimdesktop.settings.UpdateHabits;
import org.dimdesktop.task.Progress;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TimeText;
import org.kordamp.ikonli.feather.Feather;

/** When the last check was, what it cost, and how far the one is that runs. */
final class StatusLine extends FlowPane {
  private final UpdateCenter center;
  private final Supplier<UpdateHabits> habits;
  private final Label last = new Label();
  private final Label quota = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final Label doing = new Label();
  private final HBox running;
  private final HBox off;
  private final Timeline clock =
      new Timeline(new KeyFrame(Duration.seconds(10), _ -> showChecked()));

  /**
   * The line of a center.
   *
   * @param turnOn lets the desktop update on its own what is set to be
   */
  StatusLine(UpdateCenter center, Supplier<UpdateHabits> habits, Runnable turnOn) {
    this.center = center;
    this.habits = habits;
    setId("updates-status");
    getStyleClass().add("update-status");
    Button cancel = new Button(Strings.get("common.cancel"), Icons.of(Feather.X, "small-icon"));
    cancel.setId("updates-cancel");
    cancel.getStyleClass().addAll("flat", "small");
    cancel.setOnAction(_ -> center.cancel());
    bar.setPrefWidth(140);
    running = new HBox(8, bar, doing, cancel);
    running.setAlignment(Pos.CENTER_LEFT);
    Hyperlink on = new Hyperlink(Strings.get("updates.auto.turnon"));
    on.setId("updates-auto-on");
    on.setOnAction(_ -> {
      turnOn.run();
      showChecked();
    });
    off = new HBox(4, new Label(Strings.get("updates.auto.isoff")), on);
    off.setAlignment(Pos.CENTER_LEFT);
    getChildren().setAll(last, quota, running, off);
    clock.setCycleCount(Animation.INDEFINITE);
    center.checkingProperty().addListener((_, _, _) -> showRunning());
    center.progressProperty().addListener((_, _, _) -> showRunning());
    center.checkedProperty().addListener((_, _, _) -> showChecked());
    showRunning();
    showChecked();
  }

  private void showRunning() {
    boolean on = center.checkingProperty().get();
    show(running, on);
    show(last, !on);
    Progress progress = center.progressProperty().get();
    bar.setProgress(
        progress.isDeterminate() ? progress.fraction() : ProgressBar.INDETERMINATE_PROGRESS);
    String text =
        progress.total() > 0
            ? Strings.get("updates.checking.of", progress.current(), progress.total())
            : Strings.get("updates.checking");
    doing.setText(text);
    bar.setAccessibleText(text);
  }

  private void showChecked() {
    Checked now = center.checkedProperty().get();
    if (now == null) {
      last.setText(Strings.get("updates.checked.never"));
      show(quota, false);
      show(off, false);
      return;
    }
    last.setText(
        Strings.get(
            "updates.checked",
            Moments.ago(now.report().at()),
            now.report().requested(),
            now.outdated()));
    last.setTooltip(new Tooltip(Moments.absolute(now.report().at())));
    Map<String, Quota> quotas = now.report().quotas();
    quota.setText(
        quotas.entrySet().stream()
            .map(entry -> text(entry.getKey(), entry.getValue()))
            .sorted()
            .collect(Collectors.joining(" · ")));
    quota.setTooltip(new Tooltip(Strings.get("updates.quota.hint")));
    show(quota, !quotas.isEmpty());
    show(off, !now.automatic().isEmpty() && !habits.get().automatic());
  }

  private static String text(String host, Quota quota) {
    return quota.window().isZero()
        ? Strings.get("updates.quota", host, quota.remaining(), quota.limit())
        : Strings.get(
            "updates.quota.window",
            host,
            quota.remaining(),
            quota.limit(),
            TimeText.duration(quota.window()));
  }

  private static void show(javafx.scene.Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** The view came into sight: what it says of time stays true. */
  void shown() {
    showChecked();
    clock.play();
  }

  void hidden() {
    clock.stop();
  }
}
