package org.dimdesktop.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executors;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.support.TestBed;
import org.junit.jupiter.api.Test;

/** Which engine a build goes to. */
class BuilderPoolTest {
  @Test
  void theLeastBusyOneIsTakenAndAmongEqualsTheFirst() {
    String host = TestBed.require().engine().uri().toString();
    try (EngineConnection engine = new EngineConnection(EngineEndpoint.of(host));
        var io = Executors.newVirtualThreadPerTaskExecutor()) {
      ImageService images = new ImageService(engine);
      ImageBuilder first = new EngineImageBuilder(engine, images, io);
      ImageBuilder second = new EngineImageBuilder(engine, images, io);
      BuilderPool pool = new BuilderPool(List.of(first, second));
      BuilderPool.Lease a = pool.take();
      BuilderPool.Lease b = pool.take();
      BuilderPool.Lease c = pool.take();
      assertThat(List.of(a.builder(), b.builder(), c.builder()))
          .containsExactly(first, second, first);
      a.close();
      c.close();
      try (BuilderPool.Lease d = pool.take()) {
        assertThat(d.builder()).isSameAs(first);
      }
      b.close();
    }
  }
}
