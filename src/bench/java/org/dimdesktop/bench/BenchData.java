package org.dimdesktop.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Fills an engine for the benchmarks. Arguments: the engine's URL, then {@code images N TAGS},
 * {@code containers N RUNNING} or {@code log LINES 0}, which prints the container's name.
 */
public final class BenchData {
  private static final String BASE = "bench/base:latest";

  private BenchData() {}

  /** Makes what the arguments say. */
  public static void main(String[] args) throws Exception {
    String engine = args[0];
    int count = Integer.parseInt(args[2]);
    int more = Integer.parseInt(args[3]);
    switch (args[1]) {
      case "images" -> images(engine, count, more);
      case "containers" -> containers(engine, count, more);
      case "log" -> System.out.println(log(engine, count));
      default -> throw new IllegalArgumentException("no data called " + args[1]);
    }
  }

  /** Images that differ in their configuration and share one layer, loaded as one archive. */
  private static void images(String engine, int count, int tags) throws Exception {
    Path archive = Files.createTempFile("dim-bench", ".tar");
    try (OutputStream out = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      byte[] layer = layer();
      put(tar, "layer.tar", layer);
      StringBuilder manifest = new StringBuilder("[");
      for (int i = 0; i < count; i++) {
        String config =
            """
            {"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z",\
            "config":{"Labels":{"bench.number":"%d"}},"rootfs":{"type":"layers",\
            "diff_ids":["sha256:%s"]}}\
            """
                .formatted(i, sha256(layer));
        put(tar, "c" + i + ".json", config.getBytes(StandardCharsets.UTF_8));
        List<String> names = new ArrayList<>();
        for (int t = 0; t < tags; t++) {
          names.add("\"bench/team-%d/service-%d:%d.%d\"".formatted(i % 50, i, i % 7, t));
        }
        manifest.append(i == 0 ? "" : ",").append("{\"Config\":\"c").append(i);
        manifest.append(".json\",\"RepoTags\":[").append(String.join(",", names));
        manifest.append("],\"Layers\":[\"layer.tar\"]}");
      }
      put(tar, "manifest.json", manifest.append("]").toString().getBytes(StandardCharsets.UTF_8));
    }
    docker(engine, "load", "-q", "-i", archive.toString());
    Files.delete(archive);
  }

  private static byte[] layer() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      put(tar, "hello", "hello".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static void containers(String engine, int count, int running) throws Exception {
    base(engine);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<?>> made = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String name = "bench-" + count + "-" + i;
        String verb = i < running ? "run -d" : "create";
        String[] words =
            (verb + " --name " + name + " --network none " + BASE + " sleep 86400").split(" ");
        made.add(pool.submit(() -> docker(engine, words)));
      }
      for (Future<?> each : made) {
        each.get();
      }
    }
  }

  private static String log(String engine, int lines) throws Exception {
    base(engine);
    String name = "bench-log-" + lines;
    String program =
        "BEGIN { for (i = 1; i <= %d; i++) print \"line \" i \" of a log that a person follows to its very end, and here it goes on\" }"
            .formatted(lines);
    docker(engine, "run", "--name", name, "--network", "none", BASE, "awk", program);
    return name;
  }

  private static void base(String engine) throws Exception {
    Path root = Files.createTempDirectory("dim-bench");
    Path bin = Files.createDirectory(root.resolve("bin"));
    Path busybox = Path.of(System.getenv().getOrDefault("DIM_TEST_BUSYBOX", "/bin/busybox"));
    for (String name : List.of("busybox", "sleep", "awk")) {
      Files.copy(busybox, bin.resolve(name));
      bin.resolve(name).toFile().setExecutable(true);
    }
    Path tar = Files.createTempFile("dim-bench", ".tar");
    run("tar", "-C", root.toString(), "-cf", tar.toString(), ".");
    docker(engine, "import", tar.toString(), BASE);
    run("rm", "-rf", root.toString(), tar.toString());
  }

  private static @Nullable Void docker(String engine, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker", "-H", engine));
    command.addAll(List.of(words));
    run(command.toArray(String[]::new));
    return null;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
