package org.dimdesktop.engine.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The docker command line's folder: {@code config.json} and the store of contexts. */
record DockerFolder(Path dir) {
  private static final Logger LOG = LoggerFactory.getLogger(DockerFolder.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACTION = "read the docker configuration";

  Path configFile() {
    return dir.resolve("config.json");
  }

  /**
   * The name in {@code currentContext}, or empty.
   *
   * @throws FailureException when the file is there and cannot be read
   */
  String currentContext() {
    if (!Files.exists(configFile())) {
      return "";
    }
    return read(configFile()).path("currentContext").asText("");
  }

  /** A context of the store; empty when it has none of the name. */
  Optional<EngineEndpoint> context(String name, String source) {
    Path meta = metaDir().resolve(storeName(name)).resolve("meta.json");
    return Files.exists(meta) ? Optional.of(endpoint(meta, source)) : Optional.empty();
  }

  /** Every context of the store that can be read, in no order. */
  List<EngineEndpoint> contexts() {
    List<EngineEndpoint> found = new ArrayList<>();
    if (!Files.isDirectory(metaDir())) {
      return found;
    }
    try (Stream<Path> dirs = Files.list(metaDir())) {
      for (Path dirOfContext : dirs.toList()) {
        Path meta = dirOfContext.resolve("meta.json");
        try {
          if (Files.exists(meta)) {
            found.add(endpoint(meta, "context store " + metaDir()));
          }
        } catch (FailureException e) {
          LOG.warn("a context is left out: {}", e.getMessage());
        }
      }
    } catch (IOException e) {
      LOG.warn("the contexts in {} cannot be listed: {}", metaDir(), e.toString());
    }
    return found;
  }

  private EngineEndpoint endpoint(Path meta, String source) {
    JsonNode json = read(meta);
    JsonNode docker = json.path("Endpoints").path("docker");
    String name = json.path("Name").asText("");
    String host = docker.path("Host").asText("");
    if (name.isEmpty() || host.isEmpty()) {
      throw new FailureException(
          new Failure.Invalid(ACTION, meta.toString(), "it names no docker endpoint", null));
    }
    boolean skip = docker.path("SkipTLSVerify").asBoolean(false);
    Path tls = dir.resolve("contexts/tls").resolve(storeName(name)).resolve("docker");
    return new EngineEndpoint(
        name,
        source,
        HostAddress.parse(ACTION, host),
        Files.isDirectory(tls) || skip ? material(tls, skip) : null,
        json.path("Metadata").path("Description").asText(""));
  }

  /** The TLS files of a folder that are there. */
  static TlsMaterial material(Path dir, boolean skipVerify) {
    return new TlsMaterial(
        existing(dir, "ca.pem"), existing(dir, "cert.pem"), existing(dir, "key.pem"), skipVerify);
  }

  private static @Nullable Path existing(Path dir, String name) {
    Path file = dir.resolve(name);
    return Files.exists(file) ? file : null;
  }

  private Path metaDir() {
    return dir.resolve("contexts/meta");
  }

  /** The store's folder for a name (docker/cli context/store: hex SHA-256). */
  private static String storeName(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (IOException e) {
      throw new FailureException(
          new Failure.Invalid(ACTION, file.toString(), "it cannot be read as JSON", null), e);
    }
    throw new FailureException(
        new Failure.Invalid(ACTION, file.toString(), "it holds no JSON object", null));
  }
}
