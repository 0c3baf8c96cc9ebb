package org.dimdesktop.registry.referrers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.MemoryRegistry;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.referrers.Document.Kind;
import org.dimdesktop.registry.referrers.DocumentFact.Name;
import org.dimdesktop.support.RegistryProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is attached to images is found wherever tools put it, and can be read. */
class ReferrersTest {
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final RegistryClient client = new RegistryClient(_ -> Optional.empty(), _ -> false, io);

  @AfterEach
  void stop() {
    client.close();
    io.close();
  }

  private List<Document> find(ImageReference tag) {
    Manifest top = client.manifest(tag);
    return new Referrers(client)
        .find(tag, top, top.child(Platform.parse("linux/amd64")).orElseThrow().digest());
  }

  private DocumentContent read(List<Document> documents, Kind kind, Origin origin) {
    Document one =
        documents.stream()
            .filter(d -> d.kind() == kind && d.origin() == origin)
            .findFirst()
            .orElseThrow();
    return new DocumentReader(client).read(one);
  }

  private static List<String> values(DocumentContent content, Name name) {
    return content.facts().stream()
        .filter(fact -> fact.name() == name)
        .map(DocumentFact::value)
        .toList();
  }

  @Test
  void aRegistryWithoutTheRouteHasThemInTheIndexAndUnderTags() {
    try (RegistryProcess registry = RegistryProcess.open();
        RawImages raw = new RawImages(registry.address(), "app", "", "")) {
      AttachedImage image = new AttachedImage(raw, "1");
      ImageReference tag = ImageReference.parse(registry.address() + "/app:1");
      assertThat(find(tag))
          .extracting(Document::kind, Document::origin)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(Kind.SBOM, Origin.INDEX),
              org.assertj.core.groups.Tuple.tuple(Kind.PROVENANCE, Origin.INDEX));
      image.cosign();
      image.listUnderTag(List.of(image.referrer()));
      List<Document> all = find(tag);
      assertThat(all).hasSize(5);

      DocumentContent spdx = read(all, Kind.SBOM, Origin.INDEX);
      assertThat(spdx.packages())
          .containsExactly(
              new SbomPackage("curl", "8.5", "", "curl", ""),
              new SbomPackage("zlib", "1.3", "deb", "Zlib", "pkg:deb/debian/zlib@1.3"));
      assertThat(values(spdx, Name.FORMAT)).containsExactly("SPDX 2.3");

      DocumentContent slsa = read(all, Kind.PROVENANCE, Origin.INDEX);
      assertThat(values(slsa, Name.BUILDER)).containsExactly("https://ci.example.com/7");
      assertThat(values(slsa, Name.SOURCE)).containsExactly("https://git.example.com/app.git#main");
      assertThat(values(slsa, Name.REVISION).getFirst()).startsWith("sha1:0123");
      assertThat(values(slsa, Name.MATERIAL).getFirst()).contains("alpine@3.20");

      DocumentContent signature = read(all, Kind.SIGNATURE, Origin.COSIGN_TAG);
      assertThat(values(signature, Name.SIGNED_DIGEST)).containsExactly(image.index().toString());
      assertThat(values(signature, Name.SIGNATURE)).containsExactly("MEUCIQ==");

      DocumentContent signed = read(all, Kind.SBOM, Origin.COSIGN_TAG);
      assertThat(signed.packages()).extracting(SbomPackage::name).containsExactly("org.x/lib");
      assertThat(values(signed, Name.KEY)).containsExactly("k1");
      assertThat(read(all, Kind.SBOM, Origin.REFERRERS_TAG).packages())
          .containsExactly(
              new SbomPackage("org.x/lib", "2", "maven", "MIT", "pkg:maven/org.x/lib@2"));
    }
  }

  @Test
  void aRegistryWithTheRouteListsThemPageByPage() {
    try (MemoryRegistry registry = new MemoryRegistry();
        RawImages raw = new RawImages(registry.address(), "app", "", "")) {
      AttachedImage image = new AttachedImage(raw, "1");
      String entry = image.referrer();
      String route = "/v2/app/referrers/" + image.index();
      registry.trouble(exchange -> {
        String asked = exchange.getRequestURI().toString();
        if (asked.equals(route)) {
          return MemoryRegistry.reply(
              exchange,
              200,
              Map.of("Link", "<" + route + "?page=2>; rel=\"next\""),
              "{\"schemaVersion\":2,\"manifests\":[]}");
        }
        return asked.equals(route + "?page=2")
            && MemoryRegistry.reply(
                exchange, 200, Map.of(), "{\"schemaVersion\":2,\"manifests\":[" + entry + "]}");
      });
      List<Document> all = find(ImageReference.parse(registry.address() + "/app:1"));
      assertThat(all).filteredOn(d -> d.origin() == Origin.REFERRERS).hasSize(1);
      assertThat(registry.asked(".*/manifests/sha256-" + image.index().hex()))
          .as("no fallback where the route is")
          .isEmpty();
    }
  }
}
