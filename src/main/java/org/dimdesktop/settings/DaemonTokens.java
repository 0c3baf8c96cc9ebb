package org.dimdesktop.settings;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tokens of dim daemons, each for one address only, in a file that none but its owner can read.
 * Thread-safe; calls block.
 */
public final class DaemonTokens {
  private static final TypeReference<TreeMap<String, String>> TYPE = new TypeReference<>() {};

  private final Path file;
  private final ObjectMapper json = new ObjectMapper();

  /** Tokens in this file, which is made when the first one is kept. */
  public DaemonTokens(Path file) {
    this.file = file;
  }

  /**
   * The token for a daemon.
   *
   * @throws UncheckedIOException when the file cannot be read
   */
  public synchronized Optional<String> find(URI daemon) {
    return Optional.ofNullable(read().get(key(daemon)));
  }

  /**
   * Keeps a token in place of the one before.
   *
   * @throws UncheckedIOException when the file cannot be written
   */
  public synchronized void put(URI daemon, String token) {
    Map<String, String> all = read();
    all.put(key(daemon), token);
    write(all);
  }

  /** Forgets a daemon's token, if there is one. */
  public synchronized void remove(URI daemon) {
    Map<String, String> all = read();
    if (all.remove(key(daemon)) != null) {
      write(all);
    }
  }

  /** A token must not go to another port or by another scheme than it came from. */
  private static String key(URI daemon) {
    String scheme = String.valueOf(daemon.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    int port = daemon.getPort() < 0 ? usual : daemon.getPort();
    return scheme + "://" + String.valueOf(daemon.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  private Map<String, String> read() {
    try {
      return json.readValue(Files.readAllBytes(file), TYPE);
    } catch (NoSuchFileException e) {
      return new TreeMap<>();
    } catch (IOException e) {
      // Its message would quote the file, and so a token.
      throw new UncheckedIOException(new IOException("cannot read " + file));
    }
  }

  private void write(Map<String, String> all) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      // Temporary files are made with mode 0600, and moving one keeps it.
      Path part = Files.createTempFile(folder, "tokens", null);
      try {
        Files.write(part, json.writeValueAsBytes(all));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException("cannot write " + file, e));
    }
  }
}
