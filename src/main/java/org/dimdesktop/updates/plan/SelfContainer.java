package org.dimdesktop.updates.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The container that this program itself runs in, which it must not stop. */
public final class SelfContainer {
  private static final Logger LOG = LoggerFactory.getLogger(SelfContainer.class);
  private static final Pattern ID =
      Pattern.compile("/(?:docker-|containers/|docker/)([0-9a-f]{64})");

  private SelfContainer() {}

  /** The ids that the kernel's view of this process names; empty outside of a container. */
  public static Set<String> ids() {
    return ids(List.of(Path.of("/proc/self/cgroup"), Path.of("/proc/self/mountinfo")));
  }

  static Set<String> ids(List<Path> files) {
    Set<String> ids = new HashSet<>();
    for (Path file : files) {
      try {
        if (Files.exists(file)) {
          // Its own mounts alone: others' file systems show up in the table of a whole machine.
          Files.readString(file)
              .lines()
              .filter(line -> isOwn(file, line))
              .forEach(line -> add(ids, line));
        }
      } catch (IOException e) {
        LOG.debug("cannot read {}", file, e);
      }
    }
    return ids;
  }

  /** In a container, {@code /etc/hostname} is mounted from the folder of the container. */
  private static boolean isOwn(Path file, String line) {
    return file.endsWith("cgroup") || line.contains(" /etc/hostname ");
  }

  private static void add(Set<String> ids, String line) {
    Matcher m = ID.matcher(line);
    while (m.find()) {
      ids.add(m.group(1));
    }
  }
}
