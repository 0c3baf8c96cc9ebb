package org.dimdesktop.engine;

import java.util.List;
import java.util.function.Supplier;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.support.TestBed.Engine;

/** Connections to the engines of the test bed. */
public final class Engines {
  private Engines() {}

  public static EngineConnection connect(Engine engine) {
    return new EngineConnection(endpoint(engine));
  }

  public static EngineEndpoint endpoint(Engine engine) {
    return EngineEndpoint.of(engine.uri().toString());
  }

  static Supplier<EngineContexts.Selection> only(Engine engine) {
    return () -> new EngineContexts.Selection(endpoint(engine), null, List.of());
  }
}
