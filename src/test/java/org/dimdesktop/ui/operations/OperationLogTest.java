package org.dimdesktop.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.dimdesktop.engine.Engines;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.log.LogRecord;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationLogTest {
  @TempDir Path folder;
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final OperationQueue queue = new OperationQueue(io);

  @AfterEach
  void stop() {
    io.close();
  }

  private static List<String> texts(OperationLog log) {
    return log.store().read(0, 1000).stream().map(LogRecord::text).toList();
  }

  @Test
  void whatWasToldBeforeAndAfterItWasOpenedIsThereAndTheReasonOfTheEnd() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Operation<String> operation =
        queue.submit(
            Operation.Kind.PULL,
            "pull",
            "x",
            context -> {
              context.line("first");
              told.countDown();
              go.await();
              context.line("second");
              throw new FailureException(new Failure.Broken("pull", "x", "the line was cut"));
            });
    told.await();
    Path directory = folder.resolve("not/there/yet");
    try (OperationLog log = new OperationLog(operation, directory)) {
      log.copy();
      assertThat(texts(log)).containsExactly("first");
      go.countDown();
      await().until(() -> log.store().isEnded());
      assertThat(texts(log)).containsExactly("first", "second", "the line was cut");
    }
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aRealPullTellsOfEveryLayerAndItsDigest() {
    TestBed bed = TestBed.require();
    try (TestImages images = new TestImages(bed.engine());
        EngineConnection engine = Engines.connect(bed.engine())) {
      String name =
          images.publish(bed.registries().open(), "logged", "1", Recipe.bytes(2, 100_000), "", "");
      ImageReference reference = ImageReference.parse(name);
      Operation<String> operation =
          queue.submit(
              Operation.Kind.PULL,
              "pull",
              name,
              context -> new ImageService(engine).pull(reference, null, null, context));
      operation.future().join();
      try (OperationLog log = new OperationLog(operation, folder)) {
        log.copy();
        assertThat(texts(log)).filteredOn(line -> line.endsWith(": Pull complete")).hasSize(2);
        assertThat(texts(log)).anyMatch(line -> line.startsWith("Digest: sha256:"));
        assertThat(operation.progress().note()).startsWith("sha256:");
      }
    }
  }
}
