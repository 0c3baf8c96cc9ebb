package org.dimdesktop.registry.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Deletes;
import org.dimdesktop.registry.MemoryRegistry;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RawImages.Image;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.delete.DeletionPlan.Garbage;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a deletion would take along, and what it does, at registries of each kind. */
class DeletionTest {
  private static final String CREATED = "2024-05-06T07:08:09Z";

  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final RegistryClient client =
      new RegistryClient(host -> Optional.empty(), host -> false, io);

  @AfterEach
  void stop() {
    client.close();
    io.close();
  }

  private static ImageReference app(String registry) {
    return ImageReference.parse(registry + "/team/app");
  }

  private DeletionPlan plan(ImageReference repository, String... tags) {
    return new DeletionPlanner(client, io).plan(repository, List.of(tags), (_, _) -> {});
  }

  private List<String> run(DeletionPlan plan) {
    return new Deletion(client, io).run(plan, OperationContext.NONE);
  }

  private List<String> tags(ImageReference repository) {
    List<String> tags = new ArrayList<>();
    client.tags(repository, tags::addAll);
    return tags.stream().sorted().toList();
  }

  @Test
  void bySiblingsIndexesAndBytesThePreviewSaysWhatGoesAndTheDeletionTakesJustThat() {
    try (RegistryProcess registry = RegistryProcess.open();
        RawImages raw = new RawImages(registry.address(), "team/app", "", "")) {
      ImageReference app = app(registry.address());
      byte[] shared = new byte[5000];
      byte[] own = new byte[7000];
      own[0] = 1;
      Image old = raw.image("linux/amd64", CREATED, "1.0", own);
      raw.image("linux/amd64", CREATED, "1", own);
      raw.image("linux/amd64", CREATED, "latest", own);
      Image kept = raw.image("linux/amd64", CREATED, "2.0", shared);
      raw.index("multi", List.of(old, kept));
      raw.image("linux/arm64", CREATED, "other", shared);

      DeletionPlan plan = plan(app, "1.0", "gone");
      assertThat(plan.ability()).isEqualTo(Deletes.IMAGES);
      assertThat(plan.gone()).containsExactly("gone");
      assertThat(plan.alsoGoing()).containsExactly("1", "latest");
      assertThat(plan.broken()).containsExactly("multi");
      // The index holds the image, so nothing at all comes free.
      assertThat(plan.garbage()).isEqualTo(Garbage.NONE);

      DeletionPlan both = plan(app, "1.0", "multi");
      assertThat(both.broken()).isEmpty();
      // Two manifests, a configuration and the layer that nobody else has; not the shared layer.
      assertThat(both.garbage().blobs()).isEqualTo(4);
      assertThat(both.garbage().bytes()).isBetween(7000L, 9000L);

      assertThat(run(both)).containsExactly("1", "1.0", "latest", "multi");
      assertThat(tags(app)).containsExactly("2.0", "other");
      assertThat(client.manifest(app.withTag("2.0")).descriptor().digest())
          .isEqualTo(kept.digest());
    }
  }

  @Test
  void whatChangedSinceThePreviewIsLeftAlone() {
    try (RegistryProcess registry = RegistryProcess.open();
        RawImages raw = new RawImages(registry.address(), "team/app", "", "")) {
      ImageReference app = app(registry.address());
      Digest first = raw.image("linux/amd64", CREATED, "a", new byte[10]).digest();
      raw.image("linux/amd64", CREATED, "b", new byte[20]);
      DeletionPlan moved = plan(app, "a");
      DeletionPlan joined = plan(app, "b");
      raw.image("linux/amd64", CREATED, "a", new byte[30]);
      raw.image("linux/amd64", CREATED, "new", new byte[20]);
      assertThat(failure(moved)).isInstanceOf(Failure.Conflict.class);
      assertThat(failure(joined))
          .isInstanceOfSatisfying(
              Failure.Conflict.class, f -> assertThat(f.blockers()).containsExactly("new"));
      assertThat(tags(app)).containsExactly("a", "b", "new");
      assertThat(client.head(app.withDigest(first)).digest()).isEqualTo(first);
    }
  }

  private Failure failure(DeletionPlan plan) {
    return catchThrowableOfType(FailureException.class, () -> run(plan)).failure();
  }

  @Test
  void aRegistryThatDeletesNothingIsKnownBeforeAndItsRefusalIsExplained() {
    try (RegistryProcess registry =
            RegistryProcess.open(Map.of("REGISTRY_STORAGE_DELETE_ENABLED", "false"));
        RawImages raw = new RawImages(registry.address(), "team/app", "", "")) {
      ImageReference app = app(registry.address());
      Digest digest = raw.image("linux/amd64", CREATED, "a", new byte[10]).digest();
      DeletionPlan plan = plan(app, "a");
      assertThat(plan.ability()).isEqualTo(Deletes.NOTHING);
      assertThat(plan.images()).extracting(DeletionPlan.Image::digest).containsExactly(digest);
      assertThat(failure(plan))
          .isInstanceOfSatisfying(
              Failure.Unsupported.class,
              f -> assertThat(f.cause()).contains("storage.delete.enabled"));
      assertThat(tags(app)).containsExactly("a");
    }
  }

  @Test
  void whereTagsCanBeDeletedAloneNothingElseGoes() {
    try (MemoryRegistry registry = new MemoryRegistry();
        RawImages raw = new RawImages(registry.address(), "team/app", "", "")) {
      ImageReference app = app(registry.address());
      Digest digest = raw.image("linux/amd64", CREATED, "a", new byte[10]).digest();
      raw.image("linux/amd64", CREATED, "b", new byte[10]);
      DeletionPlan plan = plan(app, "a");
      assertThat(plan.ability()).isEqualTo(Deletes.TAGS);
      assertThat(plan.alsoGoing()).isEmpty();
      assertThat(plan.garbage()).isEqualTo(Garbage.NONE);
      assertThat(run(plan)).containsExactly("a");
      assertThat(tags(app)).containsExactly("b");
      assertThat(client.head(app.withTag("b")).digest()).isEqualTo(digest);
      assertThat(plan(app, "b").garbage().blobs()).isEqualTo(3);
    }
  }
}
