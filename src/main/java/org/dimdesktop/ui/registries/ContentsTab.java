package org.dimdesktop.ui.registries;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.model.Platform;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.control.DetailTab;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/** A tab about what is inside a tag: loads it, and shows that it loads or why it does not. */
abstract class ContentsTab implements DetailTab<TagRow> {
  private final RegistriesViewModel model;
  private final DetailLoader loader;
  private final String titleKey;
  private final Ikon icon;
  private final StackPane pane = new StackPane();
  private @Nullable TagRow row;

  ContentsTab(RegistriesViewModel model, String titleKey, Ikon icon) {
    this.model = model;
    this.titleKey = titleKey;
    this.icon = icon;
    loader = model.detailLoader();
  }

  /** What the contents are shown by. */
  abstract Node content();

  /** Shows them. */
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
  public void show(TagRow shown) {
    row = shown;
    load(shown, Platform.local());
  }

  /** The same for another platform of the shown tag. */
  void choose(Platform platform) {
    TagRow now = row;
    if (now != null) {
      load(now, platform);
    }
  }

  private void load(TagRow shown, Platform platform) {
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.setMaxSize(28, 28);
    pane.getChildren().setAll(spinner);
    loader.load(
        shown.reference().toString(),
        () -> model.contents(shown, platform),
        contents -> {
          fill(contents);
          pane.getChildren().setAll(content());
        },
        this::failed);
  }

  private void failed(Failure failure) {
    FailureText text = FailureText.of(failure);
    VBox box = new VBox(label(text.title()), label(text.explanation()), label(text.nextStep()));
    box.getStyleClass().add("state-box");
    pane.getChildren().setAll(box);
  }

  private static Label label(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  /** The row learned its digest or size: what is inside is the same, unless the tag was moved. */
  @Override
  public void changed(TagRow changed) {
    TagRow before = row;
    boolean moved =
        before != null
            && before.digest() != null
            && changed.digest() != null
            && !before.digest().equals(changed.digest());
    if (moved || before == null) {
      show(changed);
    } else {
      row = changed;
    }
  }

  @Override
  public void clear() {
    row = null;
    loader.cancel();
    pane.getChildren().clear();
  }
}
