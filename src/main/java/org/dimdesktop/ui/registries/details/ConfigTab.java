package org.dimdesktop.ui.registries.details;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.FactsPane;
import org.kordamp.ikonli.feather.Feather;

/** How the chosen platform's image is run: entrypoint, environment, labels and the like. */
final class ConfigTab extends ContentsTab {
  private final PlatformBar bar;
  private final FactsPane facts = new FactsPane("registry-config", Clipboards::copy);
  private final BorderPane pane = new BorderPane();

  ConfigTab(ContentsViewModel model) {
    super(model, "registries.tab.config", Feather.SETTINGS);
    bar = new PlatformBar(model, "registry-config-platform");
    pane.setTop(bar);
    pane.setCenter(facts);
  }

  @Override
  Node content() {
    return pane;
  }

  @Override
  void fill(TagContents contents) {
    List<FactsPane.Section> sections = ConfigFacts.of(contents);
    bar.fill(contents, sections.isEmpty() ? Strings.get("registries.config.none") : "");
    facts.show(sections);
  }
}
