package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What digests stand for, over restarts, in one file with a line each; a digest never changes its
 * meaning. At most {@value #MAX} are kept, the latest used. A file that cannot be read or written
 * only costs requests. Thread-safe; blocks on the disk.
 */
public final class TagCache {
  static final int MAX = 20_000;
  private static final Logger LOG = LoggerFactory.getLogger(TagCache.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Key(Digest digest, Platform platform) {}

  /** A line of the file. */
  record Line(
      String digest,
      String wanted,
      String mediaType,
      List<String> platforms,
      long size,
      @Nullable String created) {}

  private final @Nullable Path file;
  private final Map<Key, TagInfo> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TagInfo> eldest) {
          return size() > MAX;
        }
      };
  private boolean loaded;
  private int lines;

  /** Keeps them in {@code file}, which is read when it is first needed. */
  public TagCache(Path file) {
    this.file = file;
  }

  private TagCache() {
    file = null;
  }

  /** Keeps them as long as the process lives. */
  public static TagCache inMemory() {
    return new TagCache();
  }

  synchronized Optional<TagInfo> get(Digest digest, Platform wanted) {
    load();
    return Optional.ofNullable(kept.get(new Key(digest, wanted)));
  }

  synchronized void put(Platform wanted, TagInfo info) {
    load();
    kept.put(new Key(info.digest(), wanted), info);
    Path to = file;
    if (to == null) {
      return;
    }
    try {
      if (lines >= 2 * MAX) {
        rewrite(to);
      } else {
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.writeString(
            to, text(wanted, info), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        lines++;
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be written: {}", to, e.toString());
    }
  }

  private void rewrite(Path to) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Map.Entry<Key, TagInfo> entry : kept.entrySet()) {
      all.append(text(entry.getKey().platform(), entry.getValue()));
    }
    Path part = to.resolveSibling(to.getFileName() + ".part");
    Files.writeString(part, all);
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    lines = kept.size();
  }

  private static String text(Platform wanted, TagInfo info) throws IOException {
    return JSON.writeValueAsString(
            new Line(
                info.digest().toString(),
                wanted.toString(),
                info.mediaType(),
                info.platforms().stream().map(Platform::toString).toList(),
                info.size(),
                info.created() == null ? null : info.created().toString()))
        + "\n";
  }

  private void load() {
    if (loaded) {
      return;
    }
    loaded = true;
    if (file == null || !Files.exists(file)) {
      return;
    }
    try (Stream<String> all = Files.lines(file, StandardCharsets.UTF_8)) {
      all.forEach(this::read);
    } catch (IOException | java.io.UncheckedIOException e) {
      LOG.debug("{} cannot be read: {}", file, e.toString());
    }
  }

  /** A line that was cut off, or is of another version, is left out. */
  private void read(String text) {
    lines++;
    try {
      Line line = JSON.readValue(text, Line.class);
      TagInfo info =
          new TagInfo(
              "",
              Digest.parse(line.digest()),
              line.mediaType(),
              line.platforms().stream().map(Platform::parse).toList(),
              line.size(),
              line.created() == null ? null : Instant.parse(line.created()));
      kept.put(new Key(info.digest(), Platform.parse(line.wanted())), info);
    } catch (IOException | RuntimeException e) {
      LOG.trace("left out of {}: {}", file, e.toString());
    }
  }
}
