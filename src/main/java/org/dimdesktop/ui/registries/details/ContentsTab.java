package org.dimdesktop.ui.registries.details;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.DetailTab;
import org.dimdesktop.ui.registries.TagRow;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** A tab about what is inside a tag: shows that it loads, what came, or why nothing did. */
abstract class ContentsTab implements DetailTab<TagRow> {
  private final ContentsViewModel model;
  private final String titleKey;
  private final Ikon icon;
  private final StackPane pane = new StackPane();
  private boolean front;

  ContentsTab(ContentsViewModel model, String titleKey, Ikon icon) {
    this.model = model;
    this.titleKey = titleKey;
    this.icon = icon;
    model.stateProperty().addListener((_, _, now) -> follow(now));
  }

  ContentsViewModel model() {
    return model;
  }

  /** What the contents are shown by. */
  abstract Node content();

  /** Shows them; also called when another platform was chosen. */
  abstract void fill(TagContents contents);

  @Override
  public String titleKey() {
    return titleKey;
  }

  @Override
  public Ikon icon() {
    return icon;
  }

  @Override
  public Node node() {
    return pane;
  }

  @Override
  public void show(TagRow row) {
    front = true;
    model.show(row.reference(), row.digest());
    follow(model.stateProperty().get());
  }

  /** The row learned its digest or size: what is inside is the same, unless the tag was moved. */
  @Override
  public void changed(TagRow row) {
    model.show(row.reference(), row.digest());
  }

  @Override
  public void clear() {
    front = false;
    model.rest();
  }

  private void follow(ContentsViewModel.State state) {
    if (!front) {
      return;
    }
    switch (state) {
      case ContentsViewModel.State.None _ -> pane.getChildren().clear();
      case ContentsViewModel.State.Loading _ -> pane.getChildren().setAll(spinner());
      case ContentsViewModel.State.Loaded loaded -> {
        fill(loaded.contents());
        pane.getChildren().setAll(content());
      }
      case ContentsViewModel.State.Failed failed ->
          pane.getChildren().setAll(failure(failed.failure(), model::retry));
    }
  }

  /** What stands there while something loads. */
  static Node spinner() {
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.setMaxSize(28, 28);
    return spinner;
  }

  /** Why something did not come, and a button to try again. */
  static Node failure(Failure failure, Runnable retry) {
    FailureText text = FailureText.of(failure);
    Label title = label(text.title());
    title.getStyleClass().add("title-4");
    Button again = new Button(Strings.get("common.retry"), Icons.of(Feather.REFRESH_CW));
    again.setOnAction(_ -> retry.run());
    VBox box = new VBox(title, label(text.explanation()), label(text.nextStep()), again);
    box.setAlignment(javafx.geometry.Pos.CENTER);
    box.getStyleClass().add("state-box");
    return box;
  }

  private static Label label(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("state-message");
    return label;
  }
}
