package org.dimdesktop.ui.updates.history;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.DetailTab;
import org.dimdesktop.ui.control.FactsPane;
import org.dimdesktop.ui.control.FactsPane.Fact;
import org.dimdesktop.ui.control.FactsPane.Section;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What was done in an update, step by step. */
final class StepsTab implements DetailTab<UpdateRecord> {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final FactsPane facts = new FactsPane("update-steps", Clipboards::copy);

  @Override
  public String titleKey() {
    return "updates.tab.steps";
  }

  @Override
  public Ikon icon() {
    return Feather.LIST;
  }

  @Override
  public Node node() {
    return facts;
  }

  @Override
  public void show(UpdateRecord record) {
    List<Fact> general = new ArrayList<>();
    general.add(new Fact(Strings.get("updates.column.result"), ResultText.of(record)));
    add(general, "updates.column.why", record.reason());
    add(general, "updates.column.until", HistoryPage.until(record));
    add(general, "updates.column.image", record.image());
    add(general, "updates.detail.from", record.fromImage());
    add(general, "updates.detail.to", record.toImage());
    add(general, "updates.column.time", Moments.both(record.created()));
    add(general, "updates.detail.id", record.id());
    List<Fact> steps =
        record.events().stream()
            .map(event -> new Fact(CLOCK.format(event.time()), event.text()))
            .toList();
    facts.show(
        List.of(new Section("", general), new Section(Strings.get("updates.tab.steps"), steps)));
  }

  private static void add(List<Fact> facts, String key, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(Strings.get(key), value));
    }
  }

  @Override
  public void clear() {}
}
