package org.dimdesktop.engine;

import org.dimdesktop.engine.transport.DuplexStream;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.engine.transport.EngineResponse;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** Leads to whichever engine is in use; while there is none every request fails with the reason. */
final class CurrentEngine implements EngineHttp {
  private volatile @Nullable EngineConnection connection;
  private volatile Failure reason =
      new Failure.Unreachable("connect to", "the engine", "no engine has been looked for yet");

  void use(EngineConnection next) {
    EngineConnection before = connection;
    connection = next;
    if (before != null) {
      before.close();
    }
  }

  void useNone(Failure why) {
    EngineConnection before = connection;
    reason = why;
    connection = null;
    if (before != null) {
      before.close();
    }
  }

  @Nullable EngineConnection connection() {
    return connection;
  }

  private EngineConnection required() {
    EngineConnection now = connection;
    if (now == null) {
      throw new FailureException(reason);
    }
    return now;
  }

  @Override
  public EngineResponse execute(EngineRequest request) {
    return required().execute(request);
  }

  @Override
  public DuplexStream upgrade(EngineRequest request) {
    return required().upgrade(request);
  }

  @Override
  public String apiVersion() {
    return required().apiVersion();
  }
}
