package org.dimdesktop.ui.registries.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.referrers.AttachedImage;
import org.dimdesktop.registry.referrers.Document;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.control.FactsPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is inside a tag, on a real registry, with one plain thread in the place of JavaFX's. */
class ContentsViewModelTest {
  private final String registry = TestBed.require().registries().open();
  private final String path = "dimtest-" + UUID.randomUUID().toString().substring(0, 8) + "/app";
  private final ImageReference tag = ImageReference.parse(registry + "/" + path + ":1");
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService fx = Executors.newSingleThreadExecutor();
  private final RegistryClient client = new RegistryClient(_ -> Optional.empty(), _ -> false, io);
  private final ContentsViewModel model = new ContentsViewModel(client, io, fx);

  @AfterEach
  void stop() {
    client.close();
    io.close();
    fx.close();
  }

  private <T> T onFx(Callable<T> call) {
    try {
      return fx.submit(call).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void eventually(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> onFx(condition));
  }

  private TagContents loaded() {
    eventually(() -> model.stateProperty().get() instanceof ContentsViewModel.State.Loaded);
    return ((ContentsViewModel.State.Loaded) onFx(() -> model.stateProperty().get())).contents();
  }

  private void show(@org.jspecify.annotations.Nullable Digest digest) {
    onFx(() -> {
      model.show(tag, digest);
      return true;
    });
  }

  @Test
  void onePlatformIsChosenForAllTabsAndTheSizesOfAllAreFoundOut() {
    try (RawImages raw = new RawImages(registry, path, "", "")) {
      var amd = raw.image("linux/amd64", "2024-05-06T07:08:09Z", "", new byte[3000]);
      var arm = raw.image("linux/arm64", "2024-05-06T07:08:09Z", "", new byte[10]);
      raw.index("1", List.of(amd, arm));
    }
    show(null);
    TagContents first = loaded();
    assertThat(first.top().isIndex()).isTrue();
    Descriptor other =
        first.top().children().stream()
            .filter(child -> !child.equals(first.chosen()))
            .findFirst()
            .orElseThrow();
    onFx(() -> {
      model.choose(other);
      model.loadSizes();
      return true;
    });
    eventually(() -> now().filter(c -> c.chosen() == other).isPresent());
    assertThat(String.valueOf(loaded().config()))
        .contains("\"architecture\":\"" + other.platform().architecture() + "\"");
    assertThat(loaded().layers()).hasSize(1);
    eventually(() -> model.sizesProperty().get().size() == 2);
    assertThat(onFx(() -> model.sizesProperty().get()).values())
        .anyMatch(size -> size > 3000)
        .anyMatch(size -> size < 1000);

    // The row learns its digest: nothing is loaded anew; the tag is moved: all is.
    TagContents before = loaded();
    show(before.top().descriptor().digest());
    assertThat(loaded()).isSameAs(before);
    try (RawImages raw = new RawImages(registry, path, "", "")) {
      raw.image("linux/amd64", "2024-05-06T07:08:09Z", "1", new byte[7]);
    }
    show(client.head(tag).digest());
    eventually(() -> now().filter(c -> !c.top().isIndex()).isPresent());
    List<FactsPane.Section> facts = ConfigFacts.of(loaded());
    assertThat(facts.get(1).facts()).extracting(FactsPane.Fact::value).containsExactly("sh");
  }

  private Optional<TagContents> now() {
    return model.stateProperty().get() instanceof ContentsViewModel.State.Loaded loaded
        ? Optional.of(loaded.contents())
        : Optional.empty();
  }

  @Test
  void whatIsAttachedIsListedAndRead() {
    try (RawImages raw = new RawImages(registry, path, "", "")) {
      new AttachedImage(raw, "1").cosign();
    }
    show(null);
    List<Document> documents = model.documents(loaded());
    assertThat(documents)
        .extracting(Document::kind)
        .contains(Document.Kind.SBOM, Document.Kind.PROVENANCE, Document.Kind.SIGNATURE);
    assertThat(documents).allSatisfy(d -> assertThat(model.read(d).facts()).isNotEmpty());
  }

  @Test
  void aTagThatIsGoneSaysSoAndIsTriedAgain() {
    show(null);
    eventually(() -> model.stateProperty().get() instanceof ContentsViewModel.State.Failed);
    assertThat(((ContentsViewModel.State.Failed) onFx(() -> model.stateProperty().get())).failure())
        .isInstanceOf(Failure.NotFound.class);
    try (RawImages raw = new RawImages(registry, path, "", "")) {
      raw.image("linux/amd64", "2024-05-06T07:08:09Z", "1", new byte[7]);
    }
    onFx(() -> {
      model.retry();
      return true;
    });
    assertThat(loaded().layers()).hasSize(1);
  }
}
