package org.dimdesktop.ui.operations;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.Progress;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One operation: how it stands, its bar and parts, and what can be done about it. */
final class OperationCard extends VBox {
  private final OperationItemViewModel item;
  private final FontIcon icon = new FontIcon(Feather.CLOCK);
  private final Label status = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final PartBars parts = new PartBars();
  private final VBox failure = new VBox();
  private final ToggleButton expand = new ToggleButton(null, Icons.of(Feather.CHEVRON_DOWN));
  private final Button log;
  private boolean chosen;
  private final Button cancel;
  private final Button retry;
  private final Button dismiss;
  private final ChangeListener<OperationItemViewModel.Snapshot> listener = (_, _, _) -> update();

  OperationCard(OperationItemViewModel item, Runnable openLog) {
    this.item = item;
    log = button("operations.log", Feather.FILE_TEXT, openLog);
    log.setId("operation-log-button-" + item.operation().id());
    cancel = button("operations.cancel", Feather.X_CIRCLE, item::cancel);
    retry = button("operations.retry", Feather.ROTATE_CW, item::retry);
    dismiss = button("operations.dismiss", Feather.X, item::dismiss);
    expand.getStyleClass().addAll("button-icon", "flat", "expand");
    expand.setAccessibleText(Strings.get("operations.parts"));
    expand.setTooltip(new Tooltip(Strings.get("operations.parts")));
    expand.setSelected(!item.snapshotProperty().get().state().isEnd());
    expand.setOnAction(_ -> chosen = true);
    expand.selectedProperty().addListener((_, _, _) -> update());
    getStyleClass().add("operation-card");
    setId("operation-" + item.operation().id());
    bar.setMaxWidth(Double.MAX_VALUE);
    failure.getStyleClass().add("operation-failure");
    Label title = new Label(item.title());
    title.getStyleClass().add("operation-title");
    title.setTooltip(new Tooltip(item.title()));
    title.setMinWidth(60);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    status.getStyleClass().add("operation-status");
    status.setMinWidth(USE_PREF_SIZE); // a long title gives way, and has a tooltip
    HBox head = new HBox(icon, title, status, expand, log, retry, cancel, dismiss);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("operation-head");
    getChildren().addAll(head, bar, failure, parts); // why stands before a long list of parts
    item.snapshotProperty().addListener(listener);
    update();
  }

  private static Button button(String textKey, Ikon icon, Runnable handler) {
    Button button = new Button(null, Icons.of(icon));
    button.getStyleClass().addAll("button-icon", "flat");
    button.setAccessibleText(Strings.get(textKey));
    button.setTooltip(new Tooltip(Strings.get(textKey)));
    button.setOnAction(_ -> handler.run());
    return button;
  }

  private void update() {
    OperationItemViewModel.Snapshot now = item.snapshotProperty().get();
    boolean ended = now.state().isEnd();
    status.setText(item.status());
    show(log, item.operation().hasLines());
    show(cancel, !ended);
    show(dismiss, ended);
    show(retry, now.state() == Operation.State.FAILED || now.state() == Operation.State.CANCELLED);
    show(bar, !ended);
    Progress progress = now.progress();
    bar.setProgress(
        progress.isDeterminate() ? progress.fraction() : ProgressBar.INDETERMINATE_PROGRESS);
    bar.setAccessibleText(item.title() + " " + status.getText());
    show(expand, !progress.parts().isEmpty());
    if (now.state() == Operation.State.SUCCEEDED && !chosen) {
      expand.setSelected(false); // what is done needs no room, unless a person wants to see it
    }
    boolean open = expand.isSelected() && !progress.parts().isEmpty();
    expand.setGraphic(Icons.of(open ? Feather.CHEVRON_UP : Feather.CHEVRON_DOWN));
    show(parts, open);
    if (open) {
      parts.show(progress.parts());
    }
    updateIcon(now.state());
    updateFailure(now);
  }

  private void updateIcon(Operation.State state) {
    icon.setIconCode(
        switch (state) {
          case QUEUED -> Feather.CLOCK;
          case RUNNING -> Feather.LOADER;
          case SUCCEEDED -> Feather.CHECK_CIRCLE;
          case FAILED -> Feather.ALERT_OCTAGON;
          case CANCELLED -> Feather.SLASH;
        });
    icon.getStyleClass().removeAll("success", "danger", "accent");
    switch (state) {
      case RUNNING -> icon.getStyleClass().add("accent");
      case SUCCEEDED -> icon.getStyleClass().add("success");
      case FAILED -> icon.getStyleClass().add("danger");
      case QUEUED, CANCELLED -> {}
    }
  }

  private void updateFailure(OperationItemViewModel.Snapshot now) {
    boolean shown = now.state() == Operation.State.FAILED && now.failure().isPresent();
    show(failure, shown);
    if (shown && failure.getChildren().isEmpty()) {
      fillFailure(now.failure().orElseThrow());
    }
  }

  private void fillFailure(Failure why) {
    FailureText text = FailureText.of(why);
    Label cause = new Label(text.explanation());
    cause.setWrapText(true);
    Label next = new Label(text.nextStep());
    next.setWrapText(true);
    next.getStyleClass().add("next-step");
    Button copy = new Button(Strings.get("common.copyDetails"), Icons.of(Feather.COPY));
    copy.getStyleClass().addAll("small", "flat");
    copy.setOnAction(_ -> Clipboards.copy(text.details()));
    failure.getChildren().setAll(cause, next, copy);
  }

  private static void show(javafx.scene.Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Stops listening, as the operation was dismissed. */
  void close() {
    item.snapshotProperty().removeListener(listener);
  }
}
