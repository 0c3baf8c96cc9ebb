package org.dimdesktop.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.copy.RepositoryCopy.TagResult;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Between real registries: without login, with basic authentication and with tokens. */
class CopyTest {
  private static final Platform AMD64 = Platform.parse("linux/amd64");
  private static final String CREATED = "2024-01-01T00:00:00Z";

  private final TestBed.Registries registries = TestBed.require().registries();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final String run = "dimtest-" + UUID.randomUUID().toString().substring(0, 8);
  private final Credential login = new Credential.Basic(registries.user(), registries.password());
  private final RegistryClient client =
      new RegistryClient(
          host -> host.equals(registries.open()) ? Optional.empty() : Optional.of(login),
          host -> false,
          io);
  private final RawImages raw = new RawImages(registries.open(), run + "/from", "", "");

  @AfterEach
  void stop() {
    raw.close();
    client.close();
    io.close();
  }

  private ImageReference from(String tag) {
    return ImageReference.parse(registries.open() + "/" + run + "/from:" + tag);
  }

  private ImageReference at(String registry, String name) {
    return ImageReference.parse(registry + "/" + run + "/" + name);
  }

  private CopyResult copy(ImageReference source, ImageReference target, Choice choice) {
    return new Copier(io)
        .copy(
            new RegistrySource(client, source),
            new RegistryTarget(client, target),
            choice,
            source.toString(),
            OperationContext.NONE);
  }

  private static byte[] text(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }

  /** Two platforms, an attestation, and an index within the index. */
  private Digest deep(String tag) {
    RawImages.Image amd = raw.image("linux/amd64", CREATED, "", text("amd " + run));
    RawImages.Image attestation = raw.image("unknown/unknown", CREATED, "", text("att " + run));
    RawImages.Image arm = raw.image("linux/arm64", CREATED, "", text("arm " + run));
    Digest inner = raw.index("inner", List.of(amd, attestation));
    int size = client.manifest(from("inner")).raw().length;
    byte[] outer =
        text(
            """
            {"schemaVersion":2,"mediaType":"%s","manifests":[
             {"mediaType":"%s","digest":"%s","size":%d},
             {"mediaType":"%s","digest":"%s","size":%d,
              "platform":{"os":"linux","architecture":"arm64"}}]}
            """
                .formatted(
                    MediaTypes.OCI_INDEX,
                    MediaTypes.OCI_INDEX,
                    inner,
                    size,
                    MediaTypes.OCI_MANIFEST,
                    arm.digest(),
                    arm.size()));
    raw.manifest(tag, MediaTypes.OCI_INDEX, outer);
    return RawImages.sha256(outer);
  }

  private void complete(ImageReference reference) throws IOException {
    Manifest manifest = client.manifest(reference);
    for (Descriptor child : manifest.children()) {
      complete(reference.withDigest(child.digest()));
    }
    for (Descriptor blob : manifest.content()) {
      try (InputStream in = client.blob(reference, blob)) {
        assertThat(in.readAllBytes()).hasSize((int) blob.size());
      }
    }
  }

  @Test
  void anIndexKeepsItsDigestThroughEveryRegistry() throws IOException {
    Digest digest = deep("multi");
    ImageReference before = from("multi");
    for (String registry : List.of(registries.basic(), registries.token(), registries.open())) {
      ImageReference target = at(registry, "copy:1");
      CopyResult result = copy(before, target, Choice.ALL);
      assertThat(result.digest()).isEqualTo(digest);
      assertThat(result.picked()).isNull();
      assertThat(result.manifests()).isEqualTo(5);
      assertThat(client.manifest(target).raw()).isEqualTo(client.manifest(from("multi")).raw());
      complete(target);
      before = target;
    }
  }

  @Test
  void aPlatformIsPickedAlsoFromAnIndexWithinTheIndexAndTheDigestIsAnother() throws IOException {
    Digest index = deep("multi");
    ImageReference target = at(registries.basic(), "picked:1");
    CopyResult result = copy(from("multi"), target, Choice.of(AMD64));
    assertThat(result.picked()).isEqualTo(index);
    assertThat(result.digest()).isNotEqualTo(index);
    assertThat(client.manifest(target).isIndex()).isFalse();
    complete(target);
    Failure none =
        catchThrowableOfType(
                FailureException.class,
                () -> copy(from("multi"), target, Choice.of(Platform.parse("linux/s390x"))))
            .failure();
    assertThat(none).isInstanceOf(Failure.NotFound.class);
    assertThat(none.cause()).contains("linux/arm64");
  }

  @Test
  void blobsAreMountedAndThenFoundAndADryRunSaysSoBefore() {
    raw.image("linux/amd64", CREATED, "1", new byte[70_000]);
    ImageReference sibling = at(registries.open(), "sibling:1");
    Copier copier = new Copier(io);
    CopyResult guess =
        copier.estimate(
            new RegistrySource(client, from("1")),
            new RegistryTarget(client, sibling),
            Choice.ALL,
            "1");
    CopyResult result = copy(from("1"), sibling, Choice.ALL);
    assertThat(result).isEqualTo(guess);
    assertThat(result.mounted().blobs()).isEqualTo(2);
    assertThat(result.mounted().bytes()).isGreaterThan(70_000);
    assertThat(copy(from("1"), sibling, Choice.ALL).existing()).isEqualTo(result.mounted());
    ImageReference far = at(registries.token(), "far:1");
    CopyResult farGuess =
        copier.estimate(
            new RegistrySource(client, from("1")),
            new RegistryTarget(client, far),
            Choice.ALL,
            "1");
    assertThat(farGuess.moved()).isEqualTo(result.mounted());
    assertThat(copy(from("1"), far, Choice.ALL)).isEqualTo(farGuess);
    // A mount there needs a token for two repositories.
    CopyResult tokens = copy(far, at(registries.token(), "near:1"), Choice.ALL);
    assertThat(tokens.mounted()).isEqualTo(result.mounted());
  }

  @Test
  void whatRefersToAnImageIsListedAtTheTarget() {
    RawImages.Image image = raw.image("linux/amd64", CREATED, "1", text("about " + run));
    byte[] note = text("a note on " + run);
    byte[] artifact =
        text(
            """
            {"schemaVersion":2,"mediaType":"%s","artifactType":"application/x-note",
             "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2},
             "layers":[{"mediaType":"text/plain","digest":"%s","size":%d}],
             "subject":{"mediaType":"%s","digest":"%s","size":%d},
             "annotations":{"by":"a test"}}
            """
                .formatted(
                    MediaTypes.OCI_MANIFEST,
                    raw.blob(text("{}")),
                    raw.blob(note),
                    note.length,
                    MediaTypes.OCI_MANIFEST,
                    image.digest(),
                    image.size()));
    raw.manifest("note", MediaTypes.OCI_MANIFEST, artifact);
    ImageReference target = at(registries.basic(), "noted:note");
    for (int i = 0; i < 2; i++) {
      copy(from("note"), target, Choice.ALL);
      Manifest list = client.manifest(target.withTag("sha256-" + image.digest().hex()));
      assertThat(list.children()).hasSize(1);
      assertThat(list.children().getFirst().digest()).isEqualTo(RawImages.sha256(artifact));
      assertThat(list.json().path("manifests").path(0).path("artifactType").asText())
          .isEqualTo("application/x-note");
      assertThat(list.children().getFirst().annotations()).isEqualTo(Map.of("by", "a test"));
    }
  }

  @Test
  void aRepositoryIsBroughtUpToDateTagByTag() {
    for (String tag : List.of("a", "b", "c")) {
      raw.image("linux/amd64", CREATED, tag, text(tag + run));
    }
    RepositoryCopy copy = new RepositoryCopy(client, from("a"), new Copier(io));
    RepositoryCopy.Targets targets =
        tag -> new RegistryTarget(client, at(registries.basic(), "mirror:" + tag));
    List<String> tags = copy.tags();
    assertThat(tags).containsExactlyInAnyOrder("a", "b", "c");
    List<TagResult> dry = copy.copy(tags, targets, Choice.ALL, true, OperationContext.NONE);
    assertThat(dry).allMatch(tag -> tag.result() != null);
    List<String> there = new ArrayList<>();
    List<TagResult> first = copy.copy(tags, targets, Choice.ALL, false, OperationContext.NONE);
    client.tags(at(registries.basic(), "mirror"), there::addAll);
    assertThat(there).containsExactlyInAnyOrderElementsOf(tags);
    assertThat(first).isEqualTo(dry);
    raw.image("linux/amd64", CREATED, "b", text("new " + run));
    List<TagResult> second = copy.copy(tags, targets, Choice.ALL, false, OperationContext.NONE);
    assertThat(second)
        .filteredOn(tag -> tag.result() != null)
        .extracting(TagResult::tag)
        .containsExactly("b");
  }

  @Test
  void aDigestAtTheTargetMustBeTheRightOne() {
    Digest digest = raw.image("linux/amd64", CREATED, "1", text("one " + run)).digest();
    ImageReference plain = at(registries.open(), "digest");
    assertThat(copy(from("1"), plain.withDigest(digest), Choice.ALL).digest()).isEqualTo(digest);
    assertThat(client.head(plain.withDigest(digest)).digest()).isEqualTo(digest);
    Digest wrong = Digest.parse("sha256:" + "1".repeat(64));
    assertThat(
            catchThrowableOfType(
                    FailureException.class,
                    () -> copy(from("1"), plain.withDigest(wrong), Choice.ALL))
                .failure())
        .isInstanceOf(Failure.Invalid.class);
  }

  @Test
  void whoMayNotWriteIsToldSo() {
    raw.image("linux/amd64", CREATED, "1", text("one " + run));
    Credential reader = new Credential.Basic(TestBed.Registries.READER, registries.password());
    try (RegistryClient weak = new RegistryClient(host -> Optional.of(reader), host -> false, io)) {
      ImageReference target = at(registries.token(), "denied:1");
      Failure failure =
          catchThrowableOfType(
                  FailureException.class,
                  () ->
                      new Copier(io)
                          .copy(
                              new RegistrySource(client, from("1")),
                              new RegistryTarget(weak, target),
                              Choice.ALL,
                              "1",
                              OperationContext.NONE))
              .failure();
      assertThat(failure).isInstanceOfAny(Failure.Unauthorized.class, Failure.Denied.class);
    }
  }

  @Test
  void tokensThatRunOutInTheMiddleAreRenewed() throws IOException {
    List<String> layers = new ArrayList<>();
    java.util.Random random = new java.util.Random();
    for (int i = 0; i < 4; i++) {
      byte[] layer = new byte[2 << 20];
      random.nextBytes(layer);
      layers.add(
          "{\"mediaType\":\"text/plain\",\"digest\":\"%s\",\"size\":%d}"
              .formatted(raw.blob(layer), layer.length));
    }
    byte[] manifest =
        text(
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":\"text/plain\",\"digest\":\"%s\",\"size\":2},\"layers\":[%s]}"
                .formatted(
                    MediaTypes.OCI_MANIFEST, raw.blob(text("{}")), String.join(",", layers)));
    raw.manifest("1", MediaTypes.OCI_MANIFEST, manifest);
    try (RegistryProcess registry = RegistryProcess.token("me:secret:push");
        FaultProxy slow = FaultProxy.onTcp(URI.create("tcp://" + registry.address()));
        RegistryClient writing =
            new RegistryClient(
                host -> Optional.of(new Credential.Basic("me", "secret")), host -> false, io)) {
      slow.limit(700_000);
      // Promised for 300 s, honoured for 2.
      ImageReference target = ImageReference.parse(slow.address() + "/lying-2/app:1");
      CopyResult result =
          new Copier(io)
              .copy(
                  new RegistrySource(client, from("1")),
                  new RegistryTarget(writing, target),
                  Choice.ALL,
                  "1",
                  OperationContext.NONE);
      assertThat(result.digest()).isEqualTo(RawImages.sha256(manifest));
      assertThat(registry.tokens().issued()).isGreaterThan(1);
    }
  }
}
