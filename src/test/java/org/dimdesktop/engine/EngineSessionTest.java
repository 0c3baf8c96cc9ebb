package org.dimdesktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One session with a real engine that always has something to tell. */
class EngineSessionTest {
  private final TestBed.Engine engine = TestBed.require().engine();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final EngineConnection connection = Engines.connect(engine);
  private final TestImages images = new TestImages(engine);
  private final EngineTables tables = new EngineTables();
  private final AtomicInteger syncs = new AtomicInteger();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final String image = images.make("busy", Recipe.bytes(1, 1000));

  private final EngineSession.Host host =
      new EngineSession.Host() {
        @Override
        public void synced(Instant at) {
          syncs.incrementAndGet();
        }

        @Override
        public boolean isWatched() {
          return true;
        }
      };

  @AfterEach
  void close() {
    stop.set(true);
    io.close();
    images.close();
    connection.close();
  }

  private static void await(BooleanSupplier condition) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition::getAsBoolean);
  }

  /** An image event every half second, so that the session never sees a quiet moment. */
  private void keepBusy() {
    ImageService service = new ImageService(connection);
    ImageReference other = ImageReference.parse(image.replace(":1", ":2"));
    CountDownLatch never = new CountDownLatch(1);
    io.execute(() -> {
      try {
        while (!stop.get()) {
          service.tag(image, other);
          service.remove(other.toString(), false);
          assertThat(never.await(500, java.util.concurrent.TimeUnit.MILLISECONDS)).isFalse();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Test
  void readsEverythingAgainThoughEventsNeverPause() throws Exception {
    EngineSession session = new EngineSession(connection, tables, io, Duration.ofSeconds(2), host);
    Future<Failure> run = io.submit(session::run);
    await(() -> tables.imageList().get().freshness().kind() == Freshness.Kind.LIVE);
    keepBusy();
    int before = syncs.get();
    await(() -> syncs.get() >= before + 4); // containers and images, twice each
    session.end();
    assertThat(run.get()).isInstanceOf(Failure.Cancelled.class);
  }

  @Test
  void aListThatIsNotWholeYetIsNotLive() throws Exception {
    CountDownLatch list = new CountDownLatch(1);
    AtomicInteger tasks = new AtomicInteger();
    EngineSession session =
        new EngineSession(
            connection,
            tables,
            task -> {
              boolean first = tasks.getAndIncrement() == 0; // reads the events
              io.execute(() -> {
                if (!first) {
                  try {
                    list.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }
                task.run();
              });
            },
            Duration.ofMinutes(1),
            host);
    Future<Failure> run = io.submit(session::run);
    await(() -> tables.containerList().get().freshness().kind() == Freshness.Kind.LIVE);
    keepBusy();
    await(() -> !tables.imageList().get().items().isEmpty());
    assertThat(tables.imageList().get().freshness().kind()).isEqualTo(Freshness.Kind.LOADING);
    list.countDown();
    await(() -> tables.imageList().get().freshness().kind() == Freshness.Kind.LIVE);
    session.end();
    assertThat(run.get()).isInstanceOf(Failure.Cancelled.class);
  }
}
