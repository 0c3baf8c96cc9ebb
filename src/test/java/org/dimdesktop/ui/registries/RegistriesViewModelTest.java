package org.dimdesktop.ui.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.TagCache;
import org.dimdesktop.registry.TagInfo;
import org.dimdesktop.registry.TagInspector;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.OperationQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The view-model on real registries, with one plain thread in the place of JavaFX's. */
class RegistriesViewModelTest {
  @TempDir Path folder;

  private final TestBed.Registries registries = TestBed.require().registries();
  private final String path = "dimtest-" + UUID.randomUUID().toString().substring(0, 8) + "/app";
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService fx = Executors.newSingleThreadExecutor();
  private final OperationQueue operations = new OperationQueue(io);
  private final AtomicReference<SettingsStore> settings = new AtomicReference<>();
  private final AtomicReference<RegistriesViewModel> made = new AtomicReference<>();
  private final RegistryClient client =
      new RegistryClient(
          host ->
              host.equals(registries.basic())
                  ? Optional.of(new Credential.Basic(registries.user(), registries.password()))
                  : Optional.empty(),
          host -> false,
          io);

  @BeforeEach
  void make() {
    settings.set(new SettingsStore(folder.resolve("settings.json"), io));
    made.set(
        new RegistriesViewModel(
            new RegistriesViewModel.Services(
                client,
                new TagInspector(client, TagCache.inMemory()),
                () -> List.of(registries.basic(), registries.token()),
                settings.get(),
                operations,
                _ -> () -> {},
                io,
                fx)));
  }

  @AfterEach
  void stop() {
    client.close();
    io.close();
    fx.close();
  }

  private RegistriesViewModel model() {
    return made.get();
  }

  private <T> T onFx(Callable<T> call) {
    try {
      return fx.submit(call).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void doFx(Runnable task) {
    onFx(() -> {
      task.run();
      return true;
    });
  }

  private void eventually(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> onFx(condition));
  }

  private RegistryItem item(String host) {
    return onFx(() -> model().find(host).orElseThrow());
  }

  private void refreshed() {
    doFx(() -> model().list().refresh());
    eventually(() -> model().registries().size() >= 3);
  }

  @Test
  void registriesAreThoseWithALoginAndThoseAdded() {
    refreshed();
    assertThat(onFx(() -> model().list().add("not a host", false))).isFalse();
    assertThat(onFx(() -> model().list().add("https://" + registries.open() + "/", true))).isTrue();
    eventually(() -> model().find(registries.open()).isPresent());
    assertThat(item("docker.io").added()).isFalse();
    assertThat(item(registries.open()).added()).isTrue();
    assertThat(settings.get().get().insecureHosts()).containsExactly(registries.open());
    doFx(() -> model().list().remove(registries.open()));
    eventually(() -> model().find(registries.open()).isEmpty());
    assertThat(settings.get().get().insecureHosts()).isEmpty();
  }

  @Test
  void aListOfRepositoriesOrWhyThereIsNone() {
    try (RawImages raw =
        new RawImages(registries.basic(), path, registries.user(), registries.password())) {
      raw.image("linux/amd64", "2024-01-01T00:00:00Z", "1", new byte[10]);
    }
    refreshed();
    doFx(() -> model().list().open(registries.basic()));
    doFx(() -> model().list().open(registries.token()));
    eventually(() -> item0(registries.basic()).state() == RegistryItem.State.LISTED);
    assertThat(item(registries.basic()).repositories()).contains(path);
    // No login is kept for this one, and it lists nothing to anybody.
    eventually(() -> item0(registries.token()).state() == RegistryItem.State.LOGIN);

    try (RegistryProcess gone = RegistryProcess.open()) {
      doFx(() -> model().list().add(gone.address(), false));
      eventually(() -> model().find(gone.address()).isPresent());
      gone.kill();
      doFx(() -> model().list().open(gone.address()));
      eventually(() -> item0(gone.address()).state() == RegistryItem.State.FAILED);
      assertThat(item(gone.address()).failure()).isInstanceOf(Failure.Unreachable.class);
      gone.start();
      doFx(() -> model().reload(gone.address()));
      eventually(() -> item0(gone.address()).state() == RegistryItem.State.LISTED);
    }
  }

  private RegistryItem item0(String host) {
    return model().find(host).orElseThrow();
  }

  @Test
  void tagNamesComeAtOnceAndTheRestOfARowWhenItIsSeen() {
    Digest index;
    try (RawImages raw = new RawImages(registries.open(), path, "", "")) {
      var amd = raw.image("linux/amd64", "2024-05-06T07:08:09Z", "1.9", new byte[3000]);
      var arm = raw.image("linux/arm64", "2024-05-06T07:08:09Z", "", new byte[10]);
      index = raw.index("1.10", List.of(amd, arm));
      raw.index("1.10-rc1", List.of(amd, arm));
    }
    refreshed();
    doFx(() -> model().list().add(registries.open(), false));
    eventually(() -> model().find(registries.open()).isPresent());
    assertThat(onFx(() -> model().type(registries.open(), "UPPER"))).contains("lower case");
    assertThat(onFx(() -> model().type(registries.open(), path))).isEmpty();
    eventually(() -> model().stateProperty().get() instanceof TagsState.Listed);
    eventually(() -> model().tagsProperty().get().size() == 3);
    List<TagRow> names = onFx(() -> model().tagsProperty().get());
    assertThat(names).extracting(TagRow::tag).containsExactly("1.10", "1.10-rc1", "1.9");
    assertThat(names).allMatch(TagRow::isOpen);

    doFx(() -> model().want("1.10"));
    eventually(() -> row("1.10").info() != null);
    TagRow known = onFx(() -> row("1.10"));
    assertThat(known.digest()).isEqualTo(index);
    assertThat(known.platforms()).hasSize(2);
    assertThat(known.info())
        .extracting(TagInfo::created)
        .isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
    assertThat(onFx(() -> row("1.9").isOpen())).as("not seen yet").isTrue();

    // It was opened by name at a registry that was not asked for its list: it is remembered.
    assertThat(settings.get().get().repositories()).containsExactly(registries.open() + "/" + path);
  }

  private TagRow row(String tag) {
    return model().tagsProperty().get().stream()
        .filter(r -> r.tag().equals(tag))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRowThatCannotBeLookedUpSaysWhyAndTheOthersStand() {
    try (RawImages raw = new RawImages(registries.open(), path, "", "")) {
      raw.image("linux/amd64", "2024-05-06T07:08:09Z", "good", new byte[1]);
      byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
      String manifest =
          "{\"schemaVersion\":2,\"layers\":[],\"config\":{\"mediaType\":\"application/x\",\"digest\":\"%s\",\"size\":2}}"
              .formatted(raw.blob(config));
      raw.manifest(
          "artifact",
          "application/vnd.oci.image.manifest.v1+json",
          manifest.getBytes(StandardCharsets.UTF_8));
    }
    doFx(() -> model().openRepository(ImageReference.parse(registries.open() + "/" + path)));
    eventually(() -> model().tagsProperty().get().size() == 2);
    doFx(() -> {
      model().want("artifact");
      model().want("good");
    });
    eventually(() -> !row("good").isOpen() && !row("artifact").isOpen());
    assertThat(onFx(() -> row("artifact").platforms())).isEmpty();
    assertThat(onFx(() -> row("good").platforms())).hasSize(1);
  }

  @Test
  void tagsOfOneDigestStandTogetherOnceAllDigestsAreLookedUp() {
    try (RawImages raw = new RawImages(registries.open(), path, "", "")) {
      raw.image("linux/amd64", "2024-05-06T07:08:09Z", "1.0", new byte[1]);
      raw.image("linux/amd64", "2024-05-06T07:08:09Z", "2.0", new byte[2]);
      raw.image("linux/amd64", "2024-05-06T07:08:09Z", "latest", new byte[1]);
    }
    doFx(() -> {
      model().group(true);
      model().openRepository(ImageReference.parse(registries.open() + "/" + path));
    });
    eventually(() -> model().stateProperty().get() instanceof TagsState.Listed);
    assertThat(onFx(() -> model().tagsProperty().get())).allMatch(row -> row.group() == null);
    doFx(model()::loadDigests);
    eventually(() -> model().tagsProperty().get().stream().allMatch(r -> r.digest() != null));
    TagRow.Group group = new TagRow.Group("latest", 2);
    assertThat(onFx(() -> row("1.0").group())).isEqualTo(group);
    assertThat(onFx(() -> row("latest").group())).isEqualTo(group);
    assertThat(onFx(() -> row("2.0").group())).isNull();
    assertThat(onFx(() -> row("1.0").info())).as("no manifest was read").isNull();
    assertThat(operations.operations())
        .singleElement()
        .satisfies(o -> {
          assertThat(o.future().join()).isEqualTo(true);
          assertThat(o.progress().current()).isEqualTo(3);
        });
    doFx(() -> model().group(false));
    eventually(() -> row("1.0").group() == null);
  }

  @Test
  void anUnknownRepositoryIsAFailureWithANextStep() {
    Map<String, Class<? extends Failure>> expected =
        Map.of(
            registries.open(), Failure.NotFound.class,
            registries.token(), Failure.Unauthorized.class);
    expected.forEach((host, type) -> {
      doFx(() -> model().openRepository(ImageReference.parse(host + "/nobody/has-this")));
      eventually(() -> model().stateProperty().get() instanceof TagsState.Failed);
      TagsState.Failed state = (TagsState.Failed) onFx(() -> model().stateProperty().get());
      assertThat(state.failure()).isInstanceOf(type);
    });
  }

  @Test
  void whatAPersonTypesAsAHost() {
    assertThat(RegistryBook.host("https://R.example.com/v2/")).contains("r.example.com");
    assertThat(RegistryBook.host(" localhost ")).contains("localhost");
    assertThat(RegistryBook.host("[::1]:5000")).contains("[::1]:5000");
    assertThat(RegistryBook.host("index.docker.io")).isEmpty();
    for (String wrong :
        List.of("", "name", "a b", "r.io/team", "r.io:port", "ftp://r.io", "-.io")) {
      assertThat(RegistryBook.host(wrong)).as(wrong).isEmpty();
    }
  }
}
