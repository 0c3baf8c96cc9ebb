package org.dimdesktop.ui.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.Freshness;
import org.dimdesktop.engine.Listing;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.task.Subscription;
import org.dimdesktop.ui.registries.TagRow.Local;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local against remote, with what a real engine says of what it pushed to a real registry. */
class LocalTagsTest {
  @TempDir Path dir;

  @Test
  void aTagThatWasMovedAtTheRegistryDiffers() {
    TestBed bed = TestBed.require();
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        TestImages images = new TestImages(bed.engine());
        RegistryClient client = new RegistryClient(_ -> Optional.empty(), _ -> false, io)) {
      String open = bed.registries().open();
      String name =
          images.make(
              open + "/" + images.repository("local"), "1", TestImages.Recipe.bytes(1, 100));
      images.push(name, "", "");
      ImageReference pushed = ImageReference.parse(name);
      Digest remote = client.head(pushed).digest();
      EngineEndpoint endpoint = EngineEndpoint.of(bed.engine().uri().toString());
      AtomicReference<Listing<ImageSummary>> last = new AtomicReference<>();
      try (EngineState state =
              new EngineState(
                  () -> new EngineContexts.Selection(endpoint, null, List.of()), dir, io);
          Subscription _ = state.onImages(last::set)) {
        assertThat(LocalTags.of(last.get(), pushed).compare("1", remote))
            .as("no engine yet")
            .isEqualTo(Local.UNKNOWN);
        state.start();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() ->
                last.get().freshness().kind() == Freshness.Kind.LIVE
                    && LocalTags.of(last.get(), pushed).compare("1", remote) == Local.SAME);
        LocalTags tags = LocalTags.of(last.get(), pushed);
        assertThat(tags.compare("1", null)).as("not looked up").isEqualTo(Local.UNKNOWN);
        assertThat(tags.compare("other", remote)).as("under another name").isEqualTo(Local.SAME);
        try (RawImages raw = new RawImages(open, pushed.path(), "", "")) {
          raw.image("linux/amd64", "2024-01-01T00:00:00Z", "1", new byte[77]);
        }
        Digest moved = client.head(pushed).digest();
        assertThat(tags.compare("1", moved)).isEqualTo(Local.DIFFERS);
        assertThat(tags.compare("other", moved)).isEqualTo(Local.NONE);
        ImageReference elsewhere = ImageReference.parse(open + "/other/" + "local:1");
        assertThat(LocalTags.of(last.get(), elsewhere).compare("1", remote)).isEqualTo(Local.NONE);
      }
    }
  }
}
