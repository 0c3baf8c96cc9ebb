package org.dimdesktop.ui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What stands in the place of rows, and the banner above them. */
final class TableStates {
  private final StackPane placeholder = new StackPane();
  private final HBox banner = new HBox();
  private final String emptyText;
  private final @Nullable Action emptyAction;
  private final Runnable clearFilter;
  private int total;

  TableStates(String emptyText, @Nullable Action emptyAction, Runnable clearFilter) {
    this.emptyText = emptyText;
    this.emptyAction = emptyAction;
    this.clearFilter = clearFilter;
    placeholder.getStyleClass().add("table-placeholder");
    banner.getStyleClass().add("table-banner");
    hideBanner();
  }

  Node placeholder() {
    return placeholder;
  }

  Node banner() {
    return banner;
  }

  void loading() {
    if (total > 0) {
      return;
    }
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.setMaxSize(28, 28);
    show(spinner, message(Strings.get("table.loading")));
  }

  void rows(int shown, int all) {
    total = all;
    if (all == 0) {
      showEmpty();
    } else if (shown == 0) {
      Button clear = new Button(Strings.get("table.filter.clear"));
      clear.setOnAction(_ -> clearFilter.run());
      show(message(Strings.get("table.nomatch")), clear);
    }
  }

  private void showEmpty() {
    if (emptyAction == null) {
      show(Icons.of(Feather.INBOX, "state-icon"), message(emptyText));
    } else {
      show(Icons.of(Feather.INBOX, "state-icon"), message(emptyText), emptyAction.button());
    }
  }

  void failure(Failure failure, Runnable retry) {
    FailureText text = FailureText.of(failure);
    Button again = new Button(Strings.get("common.retry"), Icons.of(Feather.REFRESH_CW));
    again.setOnAction(_ -> retry.run());
    if (total > 0) {
      showBanner(text.title() + " – " + text.explanation(), again);
      return;
    }
    Label title = new Label(text.title());
    title.getStyleClass().add("title-4");
    title.setWrapText(true);
    show(
        Icons.of(Feather.ALERT_TRIANGLE, "state-icon", "warning"),
        title,
        message(text.explanation()),
        message(text.nextStep()),
        again);
  }

  void notice(String text) {
    if (text.isEmpty()) {
      hideBanner();
    } else {
      showBanner(text, null);
    }
  }

  private void showBanner(String text, @Nullable Button button) {
    Label label = new Label(text, Icons.of(Feather.ALERT_CIRCLE));
    label.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(label, Priority.ALWAYS);
    banner.getChildren().setAll(label);
    if (button != null) {
      button.setMinWidth(Region.USE_PREF_SIZE);
      banner.getChildren().add(button);
    }
    banner.setVisible(true);
    banner.setManaged(true);
  }

  private void hideBanner() {
    banner.setVisible(false);
    banner.setManaged(false);
  }

  private static Label message(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMaxWidth(560);
    label.setAlignment(Pos.CENTER);
    label.getStyleClass().add("state-message");
    return label;
  }

  private void show(Node... nodes) {
    VBox box = new VBox(nodes);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("state-box");
    placeholder.getChildren().setAll(box);
  }
}
