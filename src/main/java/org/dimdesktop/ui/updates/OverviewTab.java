package org.dimdesktop.ui.updates;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.DetailTab;
import org.dimdesktop.ui.control.FactsPane;
import org.dimdesktop.ui.control.FactsPane.Fact;
import org.dimdesktop.ui.control.FactsPane.Section;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** How the selected container stands to its registry, with whole digests. */
final class OverviewTab implements DetailTab<UpdateRow> {
  private final FactsPane facts = new FactsPane("update-overview", Clipboards::copy);

  @Override
  public String titleKey() {
    return "updates.tab.overview";
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
  public void show(UpdateRow row) {
    facts.show(List.of(new Section("", container(row)), new Section(row.image(), group(row))));
  }

  static List<Fact> container(UpdateRow row) {
    List<Fact> all = new ArrayList<>();
    add(all, "updates.column.status", row.statusText());
    add(all, "updates.column.why", row.why());
    add(all, "updates.detail.local", row.localDigest());
    add(all, "updates.detail.remote", row.remoteDigest());
    add(all, "updates.detail.imageid", row.update().container().imageId());
    add(all, "updates.detail.built", Moments.both(row.built()));
    add(
        all,
        "updates.column.auto",
        Strings.get(row.automatic() ? "updates.auto.on" : "updates.auto.off"));
    return all;
  }

  private static List<Fact> group(UpdateRow row) {
    List<Fact> all = new ArrayList<>();
    add(all, "updates.column.group", row.groupText());
    for (ContainerUpdate update : row.group().containers()) {
      all.add(new Fact(update.container().name(), RowStatus.of(update.verdict()).text()));
    }
    return all;
  }

  private static void add(List<Fact> facts, String key, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(Strings.get(key), value));
    }
  }

  @Override
  public void clear() {}
}
