package org.dimdesktop.ui.registries.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.MemoryRegistry;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RawImages.Image;
import org.dimdesktop.registry.copy.Choice;
import org.dimdesktop.registry.copy.RepositoryCopy.TagResult;
import org.dimdesktop.registry.copy.Sync;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations of the registries view, and the forms before them, on real registries. */
class RegistryJobsTest {
  private static final String CREATED = "2024-05-06T07:08:09Z";

  private final Path folder;
  private final RegistryProcess source = RegistryProcess.open();
  private final RegistryProcess mirror = RegistryProcess.open();
  private final RawImages raw = new RawImages(source.address(), "team/app", "", "");
  private final ImageReference app = ImageReference.parse(source.address() + "/team/app");
  private final ActionsRig rig;
  private final Digest index;

  RegistryJobsTest(@TempDir Path folder) {
    this.folder = folder;
    rig = new ActionsRig(folder);
    Image amd = raw.image("linux/amd64", CREATED, "1", new byte[90_000]);
    Image arm = raw.image("linux/arm64", CREATED, "arm", new byte[80_000]);
    index = raw.index("2", List.of(amd, arm));
  }

  @AfterEach
  void stop() {
    rig.close();
    raw.close();
    source.close();
    mirror.close();
  }

  private CopyViewModel form(String... tags) {
    return rig.onFx(() -> new CopyViewModel(rig.jobs, app, List.of(tags), rig.io, rig.fx));
  }

  private CopyPreview.Known preview(CopyViewModel model) {
    rig.eventually(() -> model.previewProperty().get() instanceof CopyPreview.Known);
    return (CopyPreview.Known) rig.onFx(model.previewProperty()::get);
  }

  private void type(CopyViewModel model, String target) {
    var _ =
        rig.onFx(() -> {
          model.target.set(target);
          return true;
        });
  }

  @Test
  void aRepositoryIsPreviewedCopiedAndThenLeftAsItIs() {
    ImageReference target = ImageReference.parse(mirror.address() + "/mirror/app");
    CopyViewModel model = form();
    type(model, target.name());
    CopyPreview.Known before = preview(model);
    assertThat(before.written()).isEqualTo(3);
    // Two layers and two configurations, although three tags use them.
    assertThat(before.moved().blobs()).isEqualTo(4);
    assertThat(before.moved().bytes()).isBetween(170_000L, 175_000L);
    assertThat(before.replaced()).isEmpty();
    assertThat(rig.onFx(model.valid::get)).isTrue();

    Operation<List<TagResult>> operation = rig.jobs.copy(rig.onFx(model::request));
    assertThat(ActionsRig.done(operation)).hasSize(3);
    assertThat(operation.progress().unit()).isEqualTo(Progress.Unit.BYTES);
    assertThat(operation.progress().current()).isEqualTo(before.moved().bytes());
    assertThat(ActionsRig.note(operation)).isPresent();
    assertThat(rig.client.head(target.withTag("2")).digest()).isEqualTo(index);
    rig.eventually(() -> rig.changed.contains(target));

    raw.image("linux/amd64", CREATED, "1", new byte[100]);
    raw.image("linux/amd64", CREATED, "3", new byte[100]);
    CopyViewModel again = form();
    type(again, target.name());
    CopyPreview.Known now = preview(again);
    assertThat(now.left()).isEqualTo(2);
    assertThat(now.replaced()).containsExactly("1");
    Operation<List<TagResult>> missing =
        rig.jobs.copy(new CopyRequest(app, List.of(), target, Choice.ALL, Sync.MISSING));
    assertThat(ActionsRig.done(missing))
        .filteredOn(tag -> tag.result() != null)
        .extracting(TagResult::tag)
        .containsExactly("3");
  }

  @Test
  void thePlatformsToChooseFromAreThoseThatAllTagsHave() {
    Platform amd = Platform.parse("linux/amd64");
    Platform arm = Platform.parse("linux/arm64");
    assertThat(rig.jobs.platforms(app, List.of("2"))).containsExactly(amd, arm);
    assertThat(rig.jobs.platforms(app, List.of("1"))).isEmpty();
    assertThat(rig.jobs.platforms(app, List.of("1", "gone", "2"))).containsExactly(amd, arm);
    Image riscv = raw.image("linux/riscv64", CREATED, "riscv", new byte[100]);
    Image other = raw.image("linux/arm64", CREATED, "other", new byte[100]);
    raw.index("3", List.of(riscv, other));
    assertThat(rig.jobs.platforms(app, List.of("1", "2", "3"))).containsExactly(arm);
    assertThat(rig.jobs.platforms(app, List.of())).containsExactly(arm);
  }

  /** Docker Hub counts a GET of a manifest as a pull, and a HEAD as nothing. */
  @Test
  void anIndexThatWasSeenIsNotReadAgainForItsPlatforms() {
    try (MemoryRegistry registry = new MemoryRegistry();
        RawImages images = new RawImages(registry.address(), "a", "", "")) {
      Image amd = images.image("linux/amd64", CREATED, "amd", new byte[10]);
      Image arm = images.image("linux/arm64", CREATED, "arm", new byte[10]);
      images.index("1", List.of(amd, arm));
      images.index("same", List.of(amd, arm));
      ImageReference all = ImageReference.parse(registry.address() + "/a");
      List<Platform> platforms = rig.jobs.platforms(all, List.of("1"));
      assertThat(platforms).hasSize(2);
      int asked = registry.asked("GET .*").size();
      assertThat(rig.jobs.platforms(all, List.of("same", "amd", "1"))).isEqualTo(platforms);
      assertThat(registry.asked("GET .*")).hasSize(asked);
    }
  }

  @Test
  void ofAnIndexOnePlatformIsCopiedUnderItsOwnDigestAndTheFormSaysSo() {
    CopyViewModel model = form("2");
    var _ =
        rig.onFx(() -> {
          model.choice.set(Choice.of(Platform.parse("linux/arm64")));
          return true;
        });
    type(model, mirror.address() + "/mirror/app:arm-only");
    CopyPreview.Known known = preview(model);
    assertThat(known.picked()).isTrue();
    assertThat(known.moved().bytes()).isBetween(80_000L, 81_000L);
    assertThat(PreviewText.of(known)).extracting(PreviewText.Line::style).contains("warning");
    List<TagResult> results = ActionsRig.done(rig.jobs.copy(rig.onFx(model::request)));
    assertThat(results).hasSize(1);
    ImageReference there = ImageReference.parse(mirror.address() + "/mirror/app:arm-only");
    assertThat(rig.client.head(there).digest())
        .isEqualTo(rig.client.head(app.withTag("arm")).digest());
  }

  @Test
  void whatCannotBeATargetIsSaidBeforeAnythingIsAsked() {
    CopyViewModel one = form("1");
    CopyViewModel all = form();
    type(one, app.name());
    type(all, mirror.address() + "/x:tag");
    assertThat(rig.onFx(one::problem)).isNotEmpty();
    assertThat(rig.onFx(all::problem)).isNotEmpty();
    assertThat(rig.onFx(all.valid::get)).isFalse();
    type(one, app.name() + ":copy");
    type(all, mirror.address() + "/X");
    assertThat(rig.onFx(one::problem)).isEmpty();
    assertThat(rig.onFx(all::problem)).isNotEmpty();
    type(one, mirror.address() + "/y");
    assertThat(rig.onFx(one::request).target("1").familiar()).endsWith("/y:1");
  }

  @Test
  void aSecondNameMovesNoByteInItsRepositoryNorToAnother() {
    TagViewModel model =
        rig.onFx(() -> new TagViewModel(rig.client, app.withTag("2"), rig.io, rig.fx));
    var _ =
        rig.onFx(() -> {
          model.name.set("stable");
          return true;
        });
    rig.eventually(() -> model.standingProperty().get() == TagViewModel.Standing.FREE);
    var same = ActionsRig.done(rig.jobs.tag(app.withTag("2"), rig.onFx(model::target)));
    assertThat(same.digest()).isEqualTo(index);
    assertThat(rig.client.head(app.withTag("stable")).digest()).isEqualTo(index);
    var _ =
        rig.onFx(() -> {
          model.name.set("1");
          return true;
        });
    rig.eventually(() -> model.standingProperty().get() == TagViewModel.Standing.TAKEN);

    ImageReference fork = ImageReference.parse(source.address() + "/team/fork:2");
    var mounted = ActionsRig.done(rig.jobs.tag(app.withTag("2"), fork));
    assertThat(mounted.moved().blobs()).isZero();
    assertThat(mounted.mounted().blobs()).isEqualTo(4);
    assertThat(rig.client.head(fork).digest()).isEqualTo(index);
  }

  @Test
  void imagesAreSavedAsALayoutBesideOtherFilesAndAsAnArchiveInPlaceOfOne() throws IOException {
    Path chosen = Files.createDirectory(folder.resolve("chosen"));
    Files.writeString(chosen.resolve("letter.txt"), "mine");
    Path layout =
        ActionsRig.done(
            rig.jobs.save(
                new SaveRequest(
                    app, List.of("1", "2"), SaveRequest.Format.LAYOUT, Choice.ALL, chosen)));
    assertThat(layout).isEqualTo(chosen.resolve("app"));
    assertThat(Files.readString(layout.resolve("index.json")))
        .contains(index.toString(), "\"2\"", "\"1\"");
    assertThat(chosen.resolve("letter.txt")).hasContent("mine");

    Path tar = Files.writeString(folder.resolve("app.tar"), "old");
    Operation<Path> saved =
        rig.jobs.save(
            new SaveRequest(
                app,
                List.of("2"),
                SaveRequest.Format.ARCHIVE,
                Choice.of(Platform.parse("linux/arm64")),
                tar));
    assertThat(ActionsRig.done(saved)).isEqualTo(tar);
    assertThat(Files.size(tar)).isGreaterThan(80_000);
    assertThat(ActionsRig.note(saved)).hasValueSatisfying(n -> assertThat(n).contains("app.tar"));
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".dim-"));
    }
  }
}
