package org.dimdesktop.ui.registries;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import javafx.scene.Node;
import org.dimdesktop.ui.control.JsonTree;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The manifest or the configuration of a tag, as the registry keeps it. */
final class JsonContentsTab extends ContentsTab {
  private final JsonTree tree = new JsonTree();
  private final Function<TagContents, @Nullable JsonNode> part;

  private JsonContentsTab(
      RegistriesViewModel model,
      String titleKey,
      Feather icon,
      Function<TagContents, @Nullable JsonNode> part) {
    super(model, titleKey, icon);
    this.part = part;
  }

  /** What the tag points to: an index or a manifest. */
  static JsonContentsTab manifest(RegistriesViewModel model) {
    return new JsonContentsTab(
        model, "registries.tab.manifest", Feather.FILE_TEXT, contents -> contents.top().json());
  }

  /** The configuration of the image for this machine. */
  static JsonContentsTab config(RegistriesViewModel model) {
    return new JsonContentsTab(
        model, "registries.tab.config", Feather.SETTINGS, TagContents::config);
  }

  @Override
  Node content() {
    return tree;
  }

  @Override
  void fill(TagContents contents) {
    tree.setJson(part.apply(contents));
  }
}
