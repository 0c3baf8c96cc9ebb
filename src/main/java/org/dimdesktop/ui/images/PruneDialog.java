package org.dimdesktop.ui.images;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.engine.image.PrunePreview;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Strings;

/** Shows what a prune would remove, and how many bytes that is, before it is done. */
final class PruneDialog {
  private final ImagesViewModel model;
  private final DetailLoader loader;
  private final RadioButton dangling = new RadioButton(Strings.get("images.prune.dangling"));
  private final RadioButton unused = new RadioButton(Strings.get("images.prune.unused"));
  private final Label total = new Label();
  private final ListView<String> list = new ListView<>();
  private final BooleanProperty valid = new SimpleBooleanProperty();

  PruneDialog(ImagesViewModel model) {
    this.model = model;
    this.loader = new DetailLoader(model.io(), model.fx(), Strings.get("images.action.preview"));
  }

  /** Shows it; the answer is whether all unused images shall go, or empty for no prune. */
  Optional<Boolean> show(Dialogs dialogs) {
    ToggleGroup group = new ToggleGroup();
    dangling.setToggleGroup(group);
    unused.setToggleGroup(group);
    dangling.setId("prune-dangling");
    unused.setId("prune-unused");
    list.setId("prune-list");
    list.setPrefHeight(220);
    list.setPrefWidth(520);
    list.setAccessibleText(Strings.get("images.prune.list"));
    list.setPlaceholder(new Label(Strings.get("images.prune.nothing")));
    total.setId("prune-total");
    group.selectedToggleProperty().addListener((_, _, _) -> preview());
    dangling.setSelected(true);
    Optional<Boolean> answer =
        dialogs.form(
            new Dialogs.Form<>(
                Strings.get("images.prune.title"),
                new VBox(8, dangling, unused, list, total),
                Strings.get("images.prune.yes"),
                valid,
                unused::isSelected,
                true));
    loader.cancel();
    return answer;
  }

  private void preview() {
    valid.set(false);
    list.getItems().clear();
    total.setText(Strings.get("table.loading"));
    boolean all = unused.isSelected();
    loader.load("", () -> model.prunePreview(all), this::show, this::failed);
  }

  private void show(PrunePreview preview) {
    list.getItems().setAll(preview.images().stream().map(PruneDialog::line).toList());
    total.setText(
        Strings.get("images.prune.total", preview.images().size(), ByteSize.text(preview.bytes())));
    valid.set(!preview.images().isEmpty());
  }

  private void failed(Failure failure) {
    total.setText(FailureText.of(failure).details());
  }

  private static String line(ImageSummary image) {
    String name = image.isDangling() ? ImageRow.NONE : String.join(", ", image.repoTags());
    return Strings.get("images.prune.line", name, image.shortId(), ByteSize.text(image.size()));
  }
}
