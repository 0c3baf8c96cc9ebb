package org.dimdesktop.registry.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Opens what a {@link Location} names. */
public final class Transports {
  private final RegistryClient registries;
  private final Supplier<EngineImages> engine;
  private final Path cache;
  private final Executor io;

  /**
   * Transports.
   *
   * @param engine asked when an image of the engine is named
   * @param cache where to keep what an engine or a packed archive sends until the copy is done
   */
  public Transports(
      RegistryClient registries, Supplier<EngineImages> engine, Path cache, Executor io) {
    this.registries = registries;
    this.engine = engine;
    this.cache = cache;
    this.io = io;
  }

  /**
   * Opens an image for reading; blocks while an engine writes it out.
   *
   * @param pack whether it goes to where layers are kept packed
   */
  public ImageSource source(Location location, boolean pack) {
    return switch (location) {
      case Location.Registry(var reference) -> new RegistrySource(registries, reference);
      case Location.Layout layout -> new LayoutSource(layout);
      case Location.Archive(var file, var image) -> {
        Path scratch = folder(cache, location);
        yield guarded(
            scratch, () -> new ArchiveSource(file, image, pack, scratch, location.toString(), io));
      }
      case Location.Engine(var image) -> {
        Path scratch = folder(cache, location);
        yield guarded(scratch, () -> saved(image, pack, scratch, location.toString()));
      }
    };
  }

  /** Opens an image for writing. */
  public ImageTarget target(Location location) {
    return switch (location) {
      case Location.Registry(var reference) -> new RegistryTarget(registries, reference);
      case Location.Layout layout -> new LayoutTarget(layout);
      case Location.Archive archive -> {
        Path file = archive.file().toAbsolutePath();
        yield new ArchiveTarget(archive, folder(file.resolveSibling(""), location));
      }
      case Location.Engine(var image) -> {
        if (image.matches("(sha256:)?[0-9a-f]{64}")) {
          throw new FailureException(
              new Failure.Invalid("copy to", image, "give it a name, not an id", null));
        }
        yield new EngineTarget(engine.get(), ImageReference.parse(image), folder(cache, location));
      }
    };
  }

  /** Whether images are kept there as registries have them. */
  public static boolean packs(Location location) {
    return location instanceof Location.Registry || location instanceof Location.Layout;
  }

  private ImageSource saved(String image, boolean pack, Path scratch, String subject) {
    Path file = scratch.resolve("saved.tar");
    try (InputStream in = engine.get().save(image);
        OutputStream out = Files.newOutputStream(file)) {
      Disk.transfer(in, out, _ -> {});
    } catch (IOException e) {
      throw Disk.failure("save", subject, e);
    }
    return new ArchiveSource(file, null, pack, scratch, subject, io);
  }

  private static ImageSource guarded(Path scratch, Supplier<ImageSource> open) {
    boolean opened = false;
    try {
      ImageSource source = open.get();
      opened = true;
      return source;
    } finally {
      if (!opened) {
        Disk.delete(scratch);
      }
    }
  }

  private static Path folder(Path parent, Location location) {
    try {
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent, ".dim-copy-");
    } catch (IOException e) {
      throw Disk.failure("copy", location.toString(), e);
    }
  }
}
