package org.dimdesktop.registry.copy;

import java.nio.file.Path;
import org.dimdesktop.model.ImageReference;
import org.jspecify.annotations.Nullable;

/** An image to be in the engine. */
final class EngineTarget extends SpooledTarget {
  private final EngineImages engine;
  private final ImageReference name;

  EngineTarget(EngineImages engine, ImageReference name, Path spool) {
    super(spool, Location.ENGINE + name.familiar());
    this.engine = engine;
    this.name = name;
  }

  @Override
  @Nullable ImageReference name() {
    return name;
  }

  @Override
  void send(EngineImages.Archive archive) {
    engine.load(name.familiar(), archive);
  }
}
