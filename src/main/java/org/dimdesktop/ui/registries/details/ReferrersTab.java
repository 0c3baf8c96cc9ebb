package org.dimdesktop.ui.registries.details;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.registry.referrers.Document;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.ResourceTable;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What is attached to the tag: signatures, SBOMs, provenance; and what the selected one says. */
final class ReferrersTab extends ContentsTab {
  private final ResourceTable<Document> table;
  private final DocumentPane document;
  private final StackPane below = new StackPane();
  private final SplitPane pane = new SplitPane();
  private final DetailLoader lister;
  private final DetailLoader reader;
  private @Nullable TagContents listed;
  private boolean loading;

  ReferrersTab(ContentsViewModel model, TableLayouts layouts, Executor io, Executor fx) {
    super(model, "registries.tab.referrers", Feather.PAPERCLIP);
    lister = model.loader();
    reader = model.loader();
    document = new DocumentPane(layouts, io, fx);
    table =
        ResourceTable.<Document>builder(
                "registry-referrers", d -> d.manifest() + " " + d.blob().digest())
            .column(
                Column.<Document>text("kind", "registries.column.kind", ReferrersTab::kind)
                    .width(110))
            .column(
                Column.<Document>text("type", "registries.column.what", Document::type).width(230))
            .column(
                Column.<Document>text("about", "registries.column.about", this::about).width(130))
            .column(
                Column.<Document>text(
                        "size", "registries.column.size", d -> ByteSize.text(d.blob().size()))
                    .sortedBy(d -> d.blob().size())
                    .width(80)
                    .style("right"))
            .column(
                Column.<Document>text("origin", "registries.column.origin", ReferrersTab::origin)
                    .width(150)
                    .style("muted"))
            .empty("registries.referrers.none", null)
            .sortedBy("kind", false)
            .build(layouts, io, fx);
    table.selectedProperty().addListener((_, _, chosen) -> read(chosen));
    pane.setOrientation(Orientation.VERTICAL);
    pane.getItems().setAll(table);
  }

  private static String kind(Document d) {
    return Strings.get("registries.kind." + d.kind().name().toLowerCase(Locale.ROOT));
  }

  private static String origin(Document d) {
    return Strings.get("registries.origin." + d.origin().name().toLowerCase(Locale.ROOT));
  }

  /** The platform that it is about, or the whole tag. */
  private String about(Document d) {
    TagContents now = listed;
    if (now == null || now.top().descriptor().digest().equals(d.subject())) {
      return Strings.get("registries.about.tag");
    }
    return now.top().children().stream()
        .filter(child -> child.digest().equals(d.subject()))
        .map(PlatformBar::name)
        .findFirst()
        .orElseGet(() -> d.subject().shortHex());
  }

  @Override
  Node content() {
    return pane;
  }

  @Override
  void fill(TagContents contents) {
    if (!contents.equals(listed)) {
      list(contents);
    }
  }

  private void list(TagContents contents) {
    listed = contents;
    loading = true;
    table.setLoading();
    lister.<List<Document>>load(
        contents.tag().toString(),
        () -> model().documents(contents),
        documents -> {
          loading = false;
          table.setItems(documents);
          if (!documents.isEmpty() && table.selectedProperty().get() == null) {
            Document first = documents.getFirst();
            table.selectWhenShown(first.manifest() + " " + first.blob().digest());
          }
        },
        failure -> table.setFailure(failure, () -> list(contents)));
  }

  private void read(@Nullable Document chosen) {
    reader.cancel();
    if (chosen == null) {
      pane.getItems().setAll(table);
      return;
    }
    if (!pane.getItems().contains(below)) {
      pane.getItems().setAll(table, below);
      pane.setDividerPositions(0.38);
    }
    below.getChildren().setAll(spinner());
    reader.load(
        chosen.manifest().toString(),
        () -> model().read(chosen),
        content -> {
          document.show(chosen, content);
          below.getChildren().setAll(document);
        },
        failure -> below.getChildren().setAll(failure(failure, () -> read(chosen))));
  }

  @Override
  public void clear() {
    super.clear();
    lister.cancel();
    reader.cancel();
    listed = loading ? null : listed;
  }
}
