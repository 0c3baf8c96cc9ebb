package org.dimdesktop.ui.registries.actions;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.copy.Choice;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/** What the forms of this package are put together from. */
final class FormParts {
  /** How wide texts are before they wrap, in pixels. */
  static final double WIDTH = 540;

  private FormParts() {}

  /** A text that wraps and is never cut. */
  static Label text(String text, String... styleClasses) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setPrefWidth(WIDTH);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll(styleClasses);
    return label;
  }

  /** A name above a field. */
  static Label name(String key) {
    return new Label(Strings.get(key));
  }

  /** Shows a text, or takes no room for an empty one. */
  static void say(Label label, String text) {
    label.setText(text);
    label.setVisible(!text.isEmpty());
    label.setManaged(!text.isEmpty());
  }

  /** Makes a dialog as large as what it shows by now, so that its buttons stay in sight. */
  static void fit(Node content) {
    Window window = content.getScene() == null ? null : content.getScene().getWindow();
    if (window != null && window.isShowing()) {
      window.sizeToScene();
    }
  }

  /** A choice of one platform or all. */
  static ComboBox<Choice> platforms(String id) {
    ComboBox<Choice> box = new ComboBox<>();
    box.setId(id);
    box.setAccessibleText(Strings.get("registries.platform"));
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Choice choice) {
            Platform platform = choice == null ? null : choice.platform();
            return platform == null
                ? Strings.get("registries.copy.allPlatforms")
                : platform.toString();
          }

          @Override
          public Choice fromString(String text) {
            throw new UnsupportedOperationException("nobody types here");
          }
        });
    box.getItems().add(Choice.ALL);
    box.setValue(Choice.ALL);
    return box;
  }

  /** Offers these platforms; what was chosen stays where it is still offered. */
  static void offer(ComboBox<Choice> box, List<Platform> platforms, boolean all) {
    Choice chosen = box.getValue();
    List<Choice> items = new ArrayList<>();
    if (all) {
      items.add(Choice.ALL);
    }
    platforms.forEach(platform -> items.add(Choice.of(platform)));
    box.getItems().setAll(items);
    box.setValue(items.contains(chosen) ? chosen : items.getFirst());
  }
}
