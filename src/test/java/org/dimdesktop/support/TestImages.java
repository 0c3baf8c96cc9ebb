package org.dimdesktop.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.dimdesktop.support.TestBed.Engine;

/**
 * Images that a test makes on an engine without any network, under names that no other run has, and
 * that are gone when it closes.
 */
public final class TestImages implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * What an image is made of: busybox or not, then so many layers of so many random bytes each,
   * which no compression makes smaller and no other image shares.
   */
  public record Recipe(
      boolean busybox,
      int layers,
      int layerBytes,
      List<String> cmd,
      Map<String, String> labels,
      Map<String, Object> config,
      Duration age) {

    /** A shell and the usual tools. */
    public static Recipe shell() {
      return new Recipe(true, 0, 0, List.of("sh"), Map.of(), Map.of(), Duration.ZERO);
    }

    /** Nothing that runs, only bytes. */
    public static Recipe bytes(int layers, int layerBytes) {
      return new Recipe(
          false, layers, layerBytes, List.of("none"), Map.of(), Map.of(), Duration.ZERO);
    }

    public Recipe withCmd(String... words) {
      return new Recipe(busybox, layers, layerBytes, List.of(words), labels, config, age);
    }

    public Recipe withLabels(Map<String, String> more) {
      return new Recipe(busybox, layers, layerBytes, cmd, more, config, age);
    }

    public Recipe withLayers(int number, int bytes) {
      return new Recipe(busybox, number, bytes, cmd, labels, config, age);
    }

    /** With more of the image's configuration, such as {@code Entrypoint} or {@code Volumes}. */
    public Recipe withConfig(Map<String, Object> more) {
      return new Recipe(busybox, layers, layerBytes, cmd, labels, more, age);
    }

    /** As if it had been built so long ago. */
    public Recipe withAge(Duration old) {
      return new Recipe(busybox, layers, layerBytes, cmd, labels, config, old);
    }
  }

  private record Layer(Path tar, String digest) {}

  private final EngineApi api;
  private final String run = "dimtest-" + UUID.randomUUID().toString().substring(0, 8);
  private final Set<String> references = new LinkedHashSet<>();

  public TestImages(Engine engine) {
    api = new EngineApi(engine.uri());
  }

  /** A repository that no other run has. */
  public String repository(String name) {
    return run + "/" + name;
  }

  /** Makes {@code repository(name):1}; the reference. */
  public String make(String name, Recipe recipe) {
    return make(repository(name), "1", recipe);
  }

  /** Makes an image of any name, which may begin with a registry's address; the reference. */
  public String make(String repository, String tag, Recipe recipe) {
    String reference = remember(repository + ":" + tag);
    Path dir = TestFolder.create();
    try {
      api.postTar("/images/load?quiet=1", archive(dir, reference, recipe));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      TestFolder.delete(dir);
    }
    return reference;
  }

  /** Makes an image, pushes it and forgets it here: it is in the registry only; the reference. */
  public String publish(
      String registry, String name, String tag, Recipe recipe, String user, String password) {
    String reference = make(registry + "/" + repository(name), tag, recipe);
    push(reference, user, password);
    remove(reference);
    return reference;
  }

  /** {@link #publish} to a registry without login. */
  public String publish(String registry, String name, String tag, Recipe recipe) {
    return publish(registry, name, tag, recipe, "", "");
  }

  public String tag(String reference, String repository, String tag) {
    api.post("/images/" + reference + "/tag?repo=" + encoded(repository) + "&tag=" + encoded(tag));
    return remember(repository + ":" + tag);
  }

  /** Pushes with a login, or without one where the user is empty. */
  public void push(String reference, String user, String password) {
    int colon = reference.lastIndexOf(':');
    String login =
        user.isEmpty() ? "{}" : "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}";
    String header = Base64.getUrlEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    api.post(
        "/images/"
            + reference.substring(0, colon)
            + "/push?tag="
            + encoded(reference.substring(colon + 1)),
        "-H",
        "X-Registry-Auth: " + header);
  }

  /** To be removed at the end, also when it was the code under test that made it. */
  public String remember(String reference) {
    references.add(reference);
    return reference;
  }

  public void remove(String reference) {
    api.delete("/images/" + reference + "?force=true");
    references.remove(reference);
  }

  @Override
  public void close() {
    for (String reference : references) {
      String filter = encoded("{\"reference\":{\"" + reference + "\":true}}");
      if (!api.get("/images/json?filters=" + filter).strip().equals("[]")) {
        api.delete("/images/" + reference + "?force=true");
      }
    }
    references.clear();
  }

  private static Path archive(Path dir, String reference, Recipe recipe) throws IOException {
    List<Layer> layers = new ArrayList<>();
    if (recipe.busybox()) {
      layers.add(shellLayer(dir));
    }
    for (int i = 0; i < recipe.layers(); i++) {
      layers.add(randomLayer(dir, i, recipe.layerBytes()));
    }
    byte[] config = JSON.writeValueAsBytes(config(recipe, layers));
    String configName = HexFormat.of().formatHex(sha256().digest(config)) + ".json";
    List<String> names = layers.stream().map(layer -> layer.digest() + "/layer.tar").toList();
    Path image = dir.resolve("image.tar");
    try (TarArchiveOutputStream tar = tar(image)) {
      for (int i = 0; i < layers.size(); i++) {
        Path layer = layers.get(i).tar();
        tar.putArchiveEntry(new TarArchiveEntry(layer, names.get(i)));
        Files.copy(layer, tar);
        tar.closeArchiveEntry();
      }
      add(tar, configName, config, 0644);
      List<?> manifest =
          List.of(Map.of("Config", configName, "RepoTags", List.of(reference), "Layers", names));
      add(tar, "manifest.json", JSON.writeValueAsBytes(manifest), 0644);
    }
    return image;
  }

  private static Map<String, Object> config(Recipe recipe, List<Layer> layers) {
    // The date makes two images of one recipe differ, as two builds do.
    String now = Instant.now().minus(recipe.age()).toString();
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    Map<String, Object> settings = new HashMap<>();
    settings.put("Cmd", recipe.cmd());
    settings.put("Env", List.of("PATH=/bin"));
    settings.put("Labels", recipe.labels());
    settings.putAll(recipe.config());
    return Map.of(
        "created",
        now,
        "architecture",
        arch,
        "os",
        "linux",
        "config",
        settings,
        "rootfs",
        Map.of(
            "type",
            "layers",
            "diff_ids",
            layers.stream().map(layer -> "sha256:" + layer.digest()).toList()),
        "history",
        layers.stream().map(layer -> Map.of("created", now, "created_by", "test")).toList());
  }

  private static Layer shellLayer(Path dir) throws IOException {
    Path busybox = TestBed.require().busybox();
    Path layer = dir.resolve("shell");
    try (TarArchiveOutputStream tar = tar(layer)) {
      for (String folder : List.of("bin/", "tmp/", "etc/")) {
        tar.putArchiveEntry(new TarArchiveEntry(folder));
        tar.closeArchiveEntry();
      }
      add(tar, "bin/busybox", Files.readAllBytes(busybox), 0755);
      for (String tool : Command.of(busybox, "--list").run().lines().toList()) {
        if (!tool.equals("busybox")) {
          TarArchiveEntry link = new TarArchiveEntry("bin/" + tool, TarConstants.LF_SYMLINK);
          link.setLinkName("busybox");
          tar.putArchiveEntry(link);
          tar.closeArchiveEntry();
        }
      }
    }
    return new Layer(layer, digest(layer));
  }

  private static Layer randomLayer(Path dir, int number, int bytes) throws IOException {
    Path layer = dir.resolve("layer" + number);
    try (TarArchiveOutputStream tar = tar(layer)) {
      TarArchiveEntry entry = new TarArchiveEntry("data" + number);
      entry.setSize(bytes);
      tar.putArchiveEntry(entry);
      byte[] chunk = new byte[64 * 1024];
      for (int left = bytes; left > 0; left -= chunk.length) {
        RANDOM.nextBytes(chunk);
        tar.write(chunk, 0, Math.min(left, chunk.length));
      }
      tar.closeArchiveEntry();
    }
    return new Layer(layer, digest(layer));
  }

  private static TarArchiveOutputStream tar(Path file) throws IOException {
    return new TarArchiveOutputStream(
        new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8.name());
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content, int mode)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setMode(mode);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static String digest(Path file) throws IOException {
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
