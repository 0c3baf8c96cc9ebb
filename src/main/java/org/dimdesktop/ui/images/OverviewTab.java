package org.dimdesktop.ui.images;

import java.util.List;
import javafx.scene.Node;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.DetailTab;
import org.dimdesktop.ui.control.FactsPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What the selected image is. */
final class OverviewTab implements DetailTab<ImageRow> {
  private final FactsPane facts = new FactsPane("image-overview", Clipboards::copy);
  private final ImagesViewModel model;

  OverviewTab(ImagesViewModel model) {
    this.model = model;
    model.detailProperty().addListener((_, _, now) -> show(now));
  }

  private void show(ImageDetail detail) {
    switch (detail) {
      case ImageDetail.Loaded d -> facts.show(ImageOverview.of(d.row().image(), d.inspect()));
      case ImageDetail.Failed d -> {
        FailureText text = FailureText.of(d.failure());
        facts.show(
            List.of(
                new FactsPane.Section(
                    text.title(),
                    List.of(
                        new FactsPane.Fact(Strings.get("facts.why"), text.explanation()),
                        new FactsPane.Fact(Strings.get("facts.next"), text.nextStep())))));
      }
      case ImageDetail.None _, ImageDetail.Loading _ -> facts.clear();
    }
  }

  @Override
  public String titleKey() {
    return "images.tab.overview";
  }

  @Override
  public Ikon icon() {
    return Feather.INFO;
  }

  @Override
  public Node node() {
    return facts;
  }

  @Override
  public void show(ImageRow row) {
    model.select(row);
  }

  @Override
  public void clear() {}
}
