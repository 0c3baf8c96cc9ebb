package org.dimdesktop.ui.registries.details;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.dimdesktop.registry.referrers.Document;
import org.dimdesktop.registry.referrers.DocumentContent;
import org.dimdesktop.registry.referrers.SbomPackage;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.FactsPane;
import org.dimdesktop.ui.control.FactsPane.Fact;
import org.dimdesktop.ui.control.JsonTree;
import org.dimdesktop.ui.control.ResourceTable;

/** What an attached document says: its packages, its main facts, and all of it. */
final class DocumentPane extends TabPane {
  private final FactsPane facts = new FactsPane("registry-document", Clipboards::copy);
  private final JsonTree json = new JsonTree();
  private final ResourceTable<SbomPackage> packages;
  private final Tab factsTab;
  private final Tab packagesTab;
  private final Tab jsonTab;

  DocumentPane(TableLayouts layouts, Executor io, Executor fx) {
    packages =
        ResourceTable.<SbomPackage>builder("registry-packages", p -> p)
            .column(
                Column.<SbomPackage>text("name", "registries.column.package", SbomPackage::name)
                    .width(190))
            .column(
                Column.<SbomPackage>text(
                        "version", "registries.column.version", SbomPackage::version)
                    .width(130))
            .column(
                Column.<SbomPackage>text("kind", "registries.column.kind", SbomPackage::kind)
                    .width(80))
            .column(
                Column.<SbomPackage>text(
                        "license", "registries.column.license", SbomPackage::license)
                    .width(150))
            .column(
                Column.<SbomPackage>text("purl", "registries.column.purl", SbomPackage::purl)
                    .width(220)
                    .style("mono")
                    .hiddenAtFirst())
            .build(layouts, io, fx);
    factsTab = new Tab(Strings.get("registries.document.facts"), facts);
    packagesTab = new Tab(Strings.get("registries.document.packages"), packages);
    jsonTab = new Tab(Strings.get("registries.document.whole"), json);
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
  }

  void show(Document document, DocumentContent content) {
    facts.show(sections(document, content));
    json.setJson(content.whole());
    packages.setItems(content.packages());
    boolean many = !content.packages().isEmpty();
    packagesTab.setText(
        Strings.get("registries.document.packages.count", content.packages().size()));
    List<Tab> wanted = many ? List.of(packagesTab, factsTab, jsonTab) : List.of(factsTab, jsonTab);
    if (!getTabs().equals(wanted)) {
      getTabs().setAll(wanted);
      getSelectionModel().select(0);
    }
  }

  private static List<FactsPane.Section> sections(Document document, DocumentContent content) {
    List<Fact> says =
        content.facts().stream()
            .map(fact ->
                new Fact(
                    Strings.get("registries.fact." + fact.name().name().toLowerCase(Locale.ROOT)),
                    fact.value()))
            .toList();
    List<Fact> is = new ArrayList<>();
    is.add(new Fact(Strings.get("registries.document.trust"), trust(document)));
    is.add(new Fact(Strings.get("registries.column.type"), document.blob().mediaType()));
    is.add(new Fact(Strings.get("registries.document.manifest"), document.manifest().toString()));
    is.add(new Fact(Strings.get("registries.column.about"), document.subject().toString()));
    document.annotations().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(entry -> is.add(new Fact(entry.getKey(), entry.getValue())));
    return List.of(
        new FactsPane.Section(Strings.get("registries.document.says"), says),
        new FactsPane.Section(Strings.get("registries.document.is"), is));
  }

  private static String trust(Document document) {
    return document.kind() == Document.Kind.SIGNATURE
        ? Strings.get("registries.document.unverifiedSignature")
        : Strings.get("registries.document.unverified");
  }
}
