package org.dimdesktop.ui.containers;

import java.util.List;
import javafx.scene.Node;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.DetailTab;
import org.dimdesktop.ui.control.FactsPane;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What the selected container is. */
final class OverviewTab implements DetailTab<ContainerRow> {
  private final FactsPane facts = new FactsPane("container-overview", Clipboards::copy);
  private final ContainersViewModel model;

  OverviewTab(ContainersViewModel model) {
    this.model = model;
    model.detailProperty().addListener((_, _, now) -> show(now));
  }

  private void show(ContainerDetail detail) {
    switch (detail) {
      case ContainerDetail.Loaded d ->
          facts.show(ContainerOverview.of(d.row().container(), d.inspect()));
      case ContainerDetail.Failed d -> {
        FailureText text = FailureText.of(d.failure());
        facts.show(
            List.of(
                new FactsPane.Section(
                    text.title(),
                    List.of(
                        new FactsPane.Fact(Strings.get("facts.why"), text.explanation()),
                        new FactsPane.Fact(Strings.get("facts.next"), text.nextStep())))));
      }
      case ContainerDetail.None _, ContainerDetail.Loading _ -> facts.clear();
    }
  }

  @Override
  public String titleKey() {
    return "containers.tab.overview";
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
  public void show(ContainerRow row) {
    model.select(row);
  }

  @Override
  public void clear() {}
}
