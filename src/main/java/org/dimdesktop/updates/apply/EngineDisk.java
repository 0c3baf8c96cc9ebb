package org.dimdesktop.updates.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk that an engine keeps images on, where it is one of this machine: a pull that fills it
 * would take it from the containers that run.
 */
final class EngineDisk {
  private static final Logger LOG = LoggerFactory.getLogger(EngineDisk.class);
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /** A layer takes at least so much more when it is unpacked, and its packed form stays a while. */
  private static final int UNPACKED = 2;

  private final Path root;
  private final OptionalLong free;

  private EngineDisk(Path root, OptionalLong free) {
    this.root = root;
    this.free = free;
  }

  /** The disk of the engine that says this of itself. */
  static EngineDisk of(JsonNode info) {
    Path root = Path.of(info.path("DockerRootDir").asText(""));
    try {
      // Of another machine, or of a virtual one, the same folder here would tell nothing.
      boolean here =
          Files.exists(HOST_NAME)
              && Files.readString(HOST_NAME).strip().equals(info.path("Name").asText())
              && root.isAbsolute()
              && Files.exists(root);
      return new EngineDisk(
          root,
          here ? OptionalLong.of(Files.getFileStore(root).getUsableSpace()) : OptionalLong.empty());
    } catch (IOException e) {
      LOG.debug("how much is free in {} is not known: {}", root, e.toString());
      return new EngineDisk(root, OptionalLong.empty());
    }
  }

  /**
   * Refuses what is certain not to fit; where nothing is known of the disk, nothing is refused.
   *
   * @param bytes of the layers to be pulled, as they are transferred
   * @throws FailureException DiskFull
   */
  void requireRoom(String name, long bytes) {
    if (free.isPresent() && bytes > free.getAsLong() / UNPACKED) {
      throw new FailureException(
          new Failure.DiskFull(
              "update",
              name,
              "its new image has "
                  + ByteSize.text(bytes)
                  + " to pull, which take twice that or more when they are unpacked, and the"
                  + " engine's disk ("
                  + root
                  + ") has "
                  + ByteSize.text(free.getAsLong())
                  + " free"));
    }
  }
}
