package org.dimdesktop.ui.registries.details;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.registries.TagRow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The entries of an index; the one that is selected is what the other tabs are about. */
final class PlatformsTab extends ContentsTab {
  /**
   * An entry.
   *
   * @param size bytes to download, or -1
   */
  private record Entry(Descriptor descriptor, String name, long size) {}

  private final ResourceTable<Entry> table;
  private @Nullable TagContents contents;

  PlatformsTab(ContentsViewModel model, TableLayouts layouts, Executor io, Executor fx) {
    super(model, "registries.tab.platforms", Feather.CPU);
    table =
        ResourceTable.<Entry>builder(
                "registry-platforms", entry -> entry.descriptor().digest().toString())
            .column(Column.<Entry>text("platform", "registries.platform", Entry::name).width(150))
            .column(
                Column.<Entry>text("size", "registries.column.size", e -> ByteSize.text(e.size()))
                    .sortedBy(Entry::size)
                    .width(90)
                    .style("right"))
            .column(
                Column.<Entry>text(
                        "digest",
                        "registries.column.digest",
                        e -> e.descriptor().digest().shortHex())
                    .width(120)
                    .style("mono"))
            .column(
                Column.<Entry>text(
                        "type", "registries.column.type", e -> e.descriptor().mediaType())
                    .width(220)
                    .style("muted"))
            .build(layouts, io, fx);
    table
        .selectedProperty()
        .addListener((_, _, entry) -> {
          if (entry != null) {
            model.choose(entry.descriptor());
          }
        });
    model.sizesProperty().addListener((_, _, _) -> refill());
  }

  @Override
  Node content() {
    return table;
  }

  @Override
  public void show(TagRow row) {
    super.show(row);
    model().loadSizes();
  }

  @Override
  void fill(TagContents now) {
    boolean other =
        contents == null
            || !contents.top().descriptor().equals(now.top().descriptor())
            || !contents.tag().equals(now.tag());
    contents = now;
    refill();
    if (other) {
      model().loadSizes();
    }
    if (other && now.chosen() != null) {
      table.selectWhenShown(now.chosen().digest().toString());
    }
  }

  private void refill() {
    TagContents now = contents;
    if (now == null) {
      return;
    }
    List<Entry> entries = new ArrayList<>();
    if (now.top().isIndex()) {
      for (Descriptor child : now.top().children()) {
        long size = model().sizesProperty().get().getOrDefault(child.digest(), -1L);
        entries.add(new Entry(child, name(now, child), size));
      }
    } else {
      entries.add(single(now));
    }
    table.setItems(entries);
  }

  /** An attestation is told apart by what it is about. */
  private static String name(TagContents contents, Descriptor child) {
    if (!child.isAttestation()) {
      return PlatformBar.name(child);
    }
    String about = child.annotations().getOrDefault("vnd.docker.reference.digest", "");
    return contents.top().children().stream()
        .filter(other -> other.digest().toString().equals(about))
        .map(other -> Strings.get("registries.platform.attestationOf", PlatformBar.name(other)))
        .findFirst()
        .orElseGet(() -> PlatformBar.name(child));
  }

  private static Entry single(TagContents now) {
    var config = now.config();
    String platform =
        config == null || !config.has("os")
            ? Strings.get("registries.platform.none")
            : config.path("os").asText() + "/" + config.path("architecture").asText();
    long size = now.image() == null ? -1 : Objects.requireNonNull(now.image()).contentSize();
    return new Entry(now.top().descriptor(), platform, size);
  }
}
