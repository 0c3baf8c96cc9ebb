package org.dimdesktop.updates.apply;

import java.util.Optional;
import java.util.function.Function;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.RawContainers;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.image.RegistryAuth;
import org.dimdesktop.model.ImageReference;

/**
 * The engine that updates are done on.
 *
 * @param auth what the engine shows a registry
 * @param host where it publishes ports
 */
public record Engine(
    RawContainers raw,
    ContainerService containers,
    ImageService images,
    Function<ImageReference, Optional<RegistryAuth>> auth,
    String host) {

  /** An engine of this machine. */
  public Engine(
      RawContainers raw,
      ContainerService containers,
      ImageService images,
      Function<ImageReference, Optional<RegistryAuth>> auth) {
    this(raw, containers, images, auth, "127.0.0.1");
  }
}
