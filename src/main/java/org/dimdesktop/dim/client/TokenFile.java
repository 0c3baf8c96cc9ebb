package org.dimdesktop.dim.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * The token that {@code dim login} keeps, readable by its owner only. The address it is for stands
 * beside it, and no other daemon is ever shown it; one without an address, as other programs write
 * it, is for {@link DaemonAddress#DEFAULT}.
 */
public final class TokenFile {
  private final Path token;
  private final Path address;

  private TokenFile(Path directory) {
    this.token = directory.resolve("token");
    this.address = directory.resolve("address");
  }

  /**
   * The file below {@code $XDG_CONFIG_HOME}, {@code ~/.config} or {@code %APPDATA%}.
   *
   * @param home the user's home directory
   */
  public static TokenFile of(Map<String, String> environment, Path home) {
    String appData = environment.getOrDefault("APPDATA", "");
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path root;
    if (!config.isEmpty()) {
      root = Path.of(config);
    } else {
      root = appData.isEmpty() ? home.resolve(".config") : Path.of(appData);
    }
    return new TokenFile(root.resolve("dim-cli"));
  }

  /** Where the token stands. */
  public Path path() {
    return token;
  }

  /**
   * The token, if there is one and it is for this daemon.
   *
   * @throws FailureException when there is a file that can't be read
   */
  public Optional<String> read(URI daemon) {
    try {
      // The address before and after the token: a login that goes on meanwhile changes it first.
      if (!isFor(daemon)) {
        return Optional.empty();
      }
      String text = Files.readString(token).strip();
      return text.isEmpty() || !isFor(daemon) ? Optional.empty() : Optional.of(text);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw broken("read", e);
    }
  }

  private boolean isFor(URI daemon) throws IOException {
    try {
      return Files.readString(address).strip().equals(normal(daemon));
    } catch (NoSuchFileException e) {
      return normal(DaemonAddress.DEFAULT).equals(normal(daemon));
    }
  }

  /** Keeps a token for a daemon in place of the one before. */
  public void write(URI daemon, String value) {
    try {
      Files.createDirectories(token.toAbsolutePath().getParent());
      // At no moment does an old token stand beside a new address.
      Files.deleteIfExists(token);
      replace(address, normal(daemon));
      replace(token, value);
    } catch (IOException e) {
      throw broken("write", e);
    }
  }

  /** Forgets the token, whichever daemon it is for. */
  public void delete() {
    try {
      Files.deleteIfExists(token);
      Files.deleteIfExists(address);
    } catch (IOException e) {
      throw broken("delete", e);
    }
  }

  /** Temporary files are made with mode 0600, and moving one keeps it. */
  private static void replace(Path file, String text) throws IOException {
    Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "part", null);
    try {
      Files.writeString(part, text + "\n");
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String normal(URI daemon) {
    HttpUrl url = HttpUrl.get(daemon.toString());
    return url.scheme() + "://" + url.host() + ":" + url.port();
  }

  private FailureException broken(String action, IOException e) {
    return new FailureException(
        new Failure.Broken(action, "the token file " + token, e.toString()), e);
  }
}
