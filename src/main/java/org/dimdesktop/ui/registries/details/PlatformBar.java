package org.dimdesktop.ui.registries.details;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/** Which entry of an index the tab below is about, and a few words about it. */
final class PlatformBar extends HBox {
  private final ComboBox<Descriptor> choice = new ComboBox<>();
  private final Label summary = new Label();
  private boolean filling;

  PlatformBar(ContentsViewModel model, String id) {
    getStyleClass().add("find-bar");
    choice.setId(id);
    choice.setAccessibleText(Strings.get("registries.platform"));
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Descriptor entry) {
            return entry == null ? "" : name(entry);
          }

          @Override
          public @Nullable Descriptor fromString(String text) {
            return null; // nobody types here
          }
        });
    choice
        .valueProperty()
        .addListener((_, _, chosen) -> {
          if (!filling && chosen != null) {
            model.choose(chosen);
          }
        });
    summary.getStyleClass().add("text-muted");
    getChildren().setAll(choice, summary);
  }

  void fill(TagContents contents, String words) {
    filling = true; // showing a platform is not choosing it
    List<Descriptor> children = contents.top().children();
    if (!choice.getItems().equals(children)) {
      choice.getItems().setAll(children);
    }
    choice.setValue(contents.chosen());
    filling = false;
    choice.setVisible(children.size() > 1);
    choice.setManaged(children.size() > 1);
    summary.setText(words);
    setVisible(children.size() > 1 || !words.isEmpty());
    setManaged(isVisible());
  }

  /** Adds something at the right. */
  void add(Node node) {
    getChildren().add(node);
  }

  /** An entry of an index, as a person calls it. */
  static String name(Descriptor entry) {
    if (entry.isAttestation()) {
      return Strings.get("registries.platform.attestation");
    }
    return entry.platform() == null ? entry.digest().shortHex() : entry.platform().toString();
  }
}
