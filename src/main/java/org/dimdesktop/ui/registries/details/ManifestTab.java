package org.dimdesktop.ui.registries.details;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.JsonTree;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The index, the manifest and the configuration as the registry keeps them. */
final class ManifestTab extends ContentsTab {
  private final PlatformBar bar;
  private final ToggleGroup parts = new ToggleGroup();
  private final List<ToggleButton> buttons = new ArrayList<>();
  private final JsonTree tree = new JsonTree();
  private final BorderPane pane = new BorderPane();
  private @Nullable TagContents contents;

  ManifestTab(ContentsViewModel model) {
    super(model, "registries.tab.manifest", Feather.FILE_TEXT);
    bar = new PlatformBar(model, "registry-manifest-platform");
    HBox choice = new HBox(4);
    for (String key :
        List.of(
            "registries.manifest.index",
            "registries.manifest.image",
            "registries.manifest.config")) {
      ToggleButton button = new ToggleButton(Strings.get(key));
      button.setId(key);
      button.getStyleClass().addAll("chip", "small");
      button.setToggleGroup(parts);
      buttons.add(button);
      choice.getChildren().add(button);
    }
    parts
        .selectedToggleProperty()
        .addListener((_, old, now) -> {
          if (now == null) {
            parts.selectToggle(old); // one of them is always shown
          } else {
            refill();
          }
        });
    bar.add(choice);
    pane.setTop(bar);
    pane.setCenter(tree);
  }

  @Override
  Node content() {
    return pane;
  }

  @Override
  void fill(TagContents now) {
    contents = now;
    bar.fill(now, "");
    bar.setVisible(true);
    bar.setManaged(true);
    List<@Nullable JsonNode> documents = documents(now);
    for (int i = 0; i < buttons.size(); i++) {
      buttons.get(i).setVisible(documents.get(i) != null);
      buttons.get(i).setManaged(documents.get(i) != null);
    }
    boolean chosen = parts.getSelectedToggle() instanceof ToggleButton b && b.isVisible();
    if (chosen) {
      refill();
    } else {
      buttons.stream().filter(Node::isVisible).findFirst().ifPresent(parts::selectToggle);
    }
  }

  private static List<@Nullable JsonNode> documents(TagContents now) {
    List<@Nullable JsonNode> documents = new ArrayList<>();
    documents.add(now.top().isIndex() ? now.top().json() : null);
    documents.add(now.image() == null ? null : now.image().json());
    documents.add(now.config());
    return documents;
  }

  private void refill() {
    TagContents now = contents;
    if (now != null && parts.getSelectedToggle() instanceof ToggleButton button) {
      tree.setJson(documents(now).get(buttons.indexOf(button)));
    }
  }
}
