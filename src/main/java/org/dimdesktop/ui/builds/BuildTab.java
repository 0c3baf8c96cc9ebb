package org.dimdesktop.ui.builds;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.LogView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The tab of one build: how it stands, its steps and attempts, its log, and how it ended. */
final class BuildTab extends BorderPane {
  /** What can be done with the build. */
  record Actions(Runnable rebuild, Runnable edit, Runnable cancel) {}

  /** Two lines: a failed step repeats its whole command, and the steps below show it anyway. */
  private static final double ERROR_HEIGHT = 38;

  private static final int SHORT_DIGEST = "sha256:".length() + 12;

  private final BuildTabModel model;
  private final Label status = new Label();
  private final Label commit = new Label();
  private final Label error = new Label();
  private final Label digest = new Label();
  private final Button copyDigest = new Button(null, Icons.of(Feather.COPY));
  private final Button cancel;
  private final Button allLines;
  private final LogView log;
  private final StepsPane steps;
  private final Timeline clock = new Timeline(new KeyFrame(Duration.seconds(1), _ -> tick()));

  /**
   * A tab over its model and parts.
   *
   * @param attempts loads when it is first looked at
   */
  BuildTab(BuildTabModel model, Actions actions, LogView log, Node attempts, Runnable load) {
    this.model = model;
    this.log = log;
    this.cancel = button("builds.cancel", Feather.X_SQUARE, actions.cancel());
    this.allLines = button("builds.steps.all", Feather.LIST, this::showAllLines);
    allLines.setDisable(true);
    this.steps = new StepsPane(model.steps(), this::choose);
    status.getStyleClass().add("text-bold");
    commit.getStyleClass().add("mono");
    digest.setId("build-digest");
    digest.getStyleClass().add("mono");
    error.getStyleClass().add("wrong");
    error.setWrapText(true);
    error.setMaxHeight(ERROR_HEIGHT);
    copyDigest.getStyleClass().addAll("button-icon", "flat");
    copyDigest.setAccessibleText(Strings.get("builds.copyDigest"));
    copyDigest.setOnAction(_ -> copyDigest());
    FlowPane line =
        new FlowPane(
            10,
            4,
            status,
            commit,
            digest,
            copyDigest,
            button("builds.rebuild", Feather.REPEAT, actions.rebuild()),
            button("builds.edit", Feather.EDIT_2, actions.edit()),
            cancel,
            copyMenu(),
            allLines);
    line.setAlignment(Pos.CENTER_LEFT);
    VBox head = new VBox(4, line, error);
    head.getStyleClass().add("build-head");
    setTop(head);
    setCenter(parts(attempts, load));
    model.buildProperty().addListener((_, _, _) -> show());
    model.logProblemProperty().addListener((_, _, _) -> show());
    clock.setCycleCount(Animation.INDEFINITE);
    show();
  }

  private SplitPane parts(Node attempts, Runnable load) {
    Tab stepsTab = tab("builds.steps", Feather.GIT_COMMIT, steps);
    Tab attemptsTab = tab("builds.attempts", Feather.BAR_CHART_2, attempts);
    attemptsTab
        .selectedProperty()
        .addListener((_, _, on) -> {
          if (on) {
            load.run();
          }
        });
    TabPane left = new TabPane(stepsTab, attemptsTab);
    left.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    SplitPane parts = new SplitPane(left, log);
    parts.setDividerPositions(0.5);
    return parts;
  }

  private static Tab tab(String key, Ikon icon, Node content) {
    Tab tab = new Tab(Strings.get(key), content);
    tab.setId(key);
    tab.setGraphic(Icons.of(icon, "small-icon"));
    return tab;
  }

  private static Button button(String key, Ikon icon, Runnable action) {
    Button button = new Button(Strings.get(key), Icons.of(icon));
    button.setId("build-tab-" + key.substring(key.lastIndexOf('.') + 1));
    button.getStyleClass().add("small");
    button.setOnAction(_ -> action.run());
    return button;
  }

  private MenuButton copyMenu() {
    MenuButton menu = new MenuButton(Strings.get("builds.copy"), Icons.of(Feather.COPY));
    menu.getStyleClass().add("small");
    MenuItem dim = new MenuItem(Strings.get("builds.copySubmit"));
    dim.setOnAction(
        _ -> Clipboards.copy(BuildCommands.dimSubmit(build().toRequest(), model.daemon())));
    MenuItem curl = new MenuItem(Strings.get("builds.copyCurl"));
    curl.setOnAction(_ -> Clipboards.copy(BuildCommands.curl(build().toRequest(), model.daemon())));
    MenuItem id = new MenuItem(Strings.get("builds.copyId"));
    id.setOnAction(_ -> Clipboards.copy(build().id()));
    menu.getItems().setAll(dim, curl, id);
    return menu;
  }

  private Build build() {
    return model.buildProperty().get();
  }

  private void choose(@Nullable StepNode node) {
    log.narrow(node == null ? null : StepsModel.linesOf(node));
    allLines.setDisable(node == null);
  }

  private void showAllLines() {
    steps.clearChoice();
  }

  private void copyDigest() {
    String text = build().digest();
    if (text != null) {
      Clipboards.copy(text);
    }
  }

  private void tick() {
    model.steps().tick();
  }

  private void show() {
    Build build = build();
    status.setText(BuildStatusText.of(build));
    status.setGraphic(BuildStatusText.icon(build));
    commit.setText(BuildRow.of(build, build.createdAt()).shortCommit());
    String pushed = build.digest();
    digest.setText(pushed == null ? "" : shortened(pushed));
    digest.setAccessibleText(pushed);
    copyDigest.setVisible(pushed != null);
    copyDigest.setManaged(pushed != null);
    cancel.setDisable(build.status().isEnd());
    String text = errorText(build);
    error.setText(text);
    error.setTooltip(text.isEmpty() ? null : wrapped(text));
    error.setManaged(!text.isEmpty());
    if (build.status().isEnd()) {
      clock.stop();
    } else {
      clock.play();
    }
  }

  private static Tooltip wrapped(String text) {
    Tooltip tooltip = new Tooltip(text);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(700);
    return tooltip;
  }

  /** Enough of a digest to tell it from others; all of it is on the button beside it. */
  private static String shortened(String digest) {
    return digest.length() <= SHORT_DIGEST ? digest : digest.substring(0, SHORT_DIGEST) + "…";
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

  /** Ends what runs by the clock. */
  void close() {
    clock.stop();
  }
}
