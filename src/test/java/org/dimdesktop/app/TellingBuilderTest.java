package org.dimdesktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.dimdesktop.build.BuildJob;
import org.dimdesktop.build.EngineImageBuilder;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.Freshness;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An image that BuildKit made is listed at once, also by an engine that tells nobody of it. */
class TellingBuilderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("org.dimdesktop.support.TestBed#everyEngine")
  void aBuiltImageIsListed(Engine engine) throws Exception {
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /\n");
    EngineEndpoint endpoint = EngineEndpoint.of(engine.uri().toString());
    ImageReference tag =
        ImageReference.parse(
            TestBed.require().registries().open() + "/told/" + UUID.randomUUID() + ":1");
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        EngineState state =
            new EngineState(
                () -> new EngineContexts.Selection(endpoint, null, List.of()), folder, io)) {
      state.start();
      var soon = Awaitility.await().atMost(Duration.ofSeconds(20));
      soon.until(() -> state.images().freshness().kind() == Freshness.Kind.LIVE);
      ImageService images = new ImageService(state.http());
      TellingBuilder builder =
          new TellingBuilder(new EngineImageBuilder(state.http(), images, io), state::refresh);
      try {
        builder.build(
            new BuildJob(context, "Dockerfile", tag, Map.of(), null, null, true, List.of()),
            (_, _, _) -> {},
            OperationContext.NONE);
        soon.until(() ->
            state.images().items().stream()
                .anyMatch(image -> image.repoTags().contains(tag.toString())));
      } finally {
        builder.remove(tag);
      }
      assertThat(images.list()).noneMatch(image -> image.repoTags().contains(tag.toString()));
    }
  }
}
