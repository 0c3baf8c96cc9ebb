package org.dimdesktop.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.Test;

/**
 * Registries that are killed, cut, stopped or slowed at random moments of a copy: it ends right, or
 * it fails, says why and leaves no broken tag. A failure names the seed: {@code -Ddim.copy.seed}.
 */
class CopyChaosTest {
  private static final int ROUNDS = Integer.getInteger("dim.copy.faults", 6);
  private static final int LAYERS = 4;
  private static final int LAYER_BYTES = 3 << 20;

  private final long seed = Long.getLong("dim.copy.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();

  @Test
  void aCopyEndsRightOrLeavesNothingBroken() throws Exception {
    int right = 0;
    try (RegistryProcess from = RegistryProcess.open();
        RegistryProcess to = RegistryProcess.open();
        FaultProxy source = FaultProxy.onTcp(URI.create("tcp://" + from.address()));
        FaultProxy target = FaultProxy.onTcp(URI.create("tcp://" + to.address()))) {
      Digest digest = publish(from.address());
      source.limit(12 << 20);
      target.limit(12 << 20);
      for (int round = 0; round < ROUNDS; round++) {
        boolean ok = round(round, digest, from, to, source, target);
        right += ok ? 1 : 0;
      }
    } finally {
      io.shutdownNow();
    }
    assertThat(right).as("of %s copies, with seed %s", ROUNDS, seed).isGreaterThan(ROUNDS / 2);
  }

  private Digest publish(String registry) {
    try (RawImages raw = new RawImages(registry, "app", "", "")) {
      List<String> layers = new ArrayList<>();
      for (int i = 0; i < LAYERS; i++) {
        byte[] layer = new byte[LAYER_BYTES];
        random.nextBytes(layer);
        layers.add(
            "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(raw.blob(layer), LAYER_BYTES));
      }
      byte[] config = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      byte[] manifest =
          "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"%s\",\"size\":2},\"layers\":[%s]}"
              .formatted(MediaTypes.OCI_MANIFEST, raw.blob(config), String.join(",", layers))
              .getBytes(java.nio.charset.StandardCharsets.UTF_8);
      raw.manifest("1", MediaTypes.OCI_MANIFEST, manifest);
      return RawImages.sha256(manifest);
    }
  }

  private boolean round(
      int round,
      Digest digest,
      RegistryProcess from,
      RegistryProcess to,
      FaultProxy source,
      FaultProxy target)
      throws Exception {
    String name = "round" + round;
    String fault;
    Failure failure = null;
    try (RegistryClient client = new RegistryClient(host -> Optional.empty(), host -> false, io)) {
      Future<?> copy = io.submit(() -> copy(client, source, target, name));
      pause(random.nextInt(1200));
      fault = fault(from, to, source, target);
      try {
        copy.get(120, TimeUnit.SECONDS);
      } catch (java.util.concurrent.ExecutionException e) {
        if (!(e.getCause() instanceof FailureException known)) {
          throw e;
        }
        failure = known.failure();
      }
    }
    String what = "seed " + seed + ", round " + round + ": " + fault + " ended with " + failure;
    try (RegistryClient direct = new RegistryClient(host -> Optional.empty(), host -> false, io)) {
      ImageReference tag = ImageReference.parse(to.address() + "/" + name + ":1");
      boolean tagged = verify(direct, tag, digest, what);
      if (failure == null) {
        assertThat(tagged).as(what).isTrue();
      } else {
        assertThat(failure)
            .as(what)
            .isInstanceOfAny(Failure.Broken.class, Failure.Unreachable.class);
        copy(direct, source, target, name);
        assertThat(verify(direct, tag, digest, what)).as("retry after " + what).isTrue();
      }
    }
    return failure == null;
  }

  private void copy(RegistryClient client, FaultProxy source, FaultProxy target, String name) {
    ImageReference at = ImageReference.parse(source.address() + "/app:1");
    ImageReference to = ImageReference.parse(target.address() + "/" + name + ":1");
    var _ =
        new Copier(io)
            .copy(
                new RegistrySource(client, at),
                new RegistryTarget(client, to),
                Choice.ALL,
                name,
                OperationContext.NONE);
  }

  private String fault(
      RegistryProcess from, RegistryProcess to, FaultProxy source, FaultProxy target)
      throws InterruptedException {
    boolean there = random.nextBoolean();
    RegistryProcess registry = there ? to : from;
    FaultProxy line = there ? target : source;
    String who = there ? " the target" : " the source";
    return switch (random.nextInt(4)) {
      case 0 -> {
        registry.kill();
        pause(random.nextInt(1500));
        registry.start();
        yield "killed" + who;
      }
      case 1 -> {
        registry.stop();
        registry.start();
        yield "restarted" + who;
      }
      case 2 -> {
        line.stall(true);
        pause(random.nextInt(1500));
        line.stall(false);
        yield "stalled" + who;
      }
      default -> {
        for (int i = 0; i <= random.nextInt(3); i++) {
          line.cut();
          pause(random.nextInt(300));
        }
        yield "cut" + who;
      }
    };
  }

  /** Whether the tag is there; if it is, all of it is. */
  private static boolean verify(
      RegistryClient client, ImageReference tag, Digest digest, String what) throws IOException {
    Manifest manifest;
    try {
      manifest = client.manifest(tag);
    } catch (FailureException e) {
      assertThat(e.failure()).as(what).isInstanceOf(Failure.NotFound.class);
      return false;
    }
    assertThat(manifest.descriptor().digest()).as(what).isEqualTo(digest);
    for (Descriptor blob : manifest.content()) {
      try (InputStream in = client.blob(tag, blob)) {
        assertThat(in.readAllBytes()).as(what).hasSize((int) blob.size());
      }
    }
    return true;
  }

  private static void pause(int millis) throws InterruptedException {
    var _ = new CountDownLatch(1).await(Duration.ofMillis(millis).toNanos(), TimeUnit.NANOSECONDS);
  }
}
