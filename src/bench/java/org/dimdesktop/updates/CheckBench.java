package org.dimdesktop.updates;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.Status;

/**
 * Checks running containers of as many references on a registry that is some way off, and asks the
 * same by {@code skopeo inspect}, one after the other. A line per round, with the requests that the
 * registry itself counted.
 */
public final class CheckBench {
  private CheckBench() {}

  /** Containers, milliseconds to the registry and back, rounds, the program {@code dim}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int number = Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("dim-check-bench");
    Map<String, String> counting =
        Map.of("REGISTRY_LOG_ACCESSLOG_DISABLED", "false", "REGISTRY_LOG_LEVEL", "error");
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder);
        RegistryProcess registry = RegistryProcess.open(counting);
        FaultProxy far = FaultProxy.onTcp(URI.create("tcp://" + registry.address()))) {
      List<String> references = new ArrayList<>();
      String first =
          stand.images.make(
              far.address() + "/" + stand.images.repository("app-0"),
              "live",
              Recipe.shell().withCmd("sleep", "100000"));
      for (int i = 0; i < number; i++) {
        String repository = first.replace("app-0:live", "app-" + i);
        String reference = i == 0 ? first : stand.images.tag(first, repository, "live");
        stand.images.push(reference, "", "");
        references.add(reference);
        var _ = stand.start("c" + i, reference, "{\"HostConfig\":{\"NetworkMode\":\"none\"}}");
      }
      far.delay(Duration.ofMillis(Integer.parseInt(args[1])));
      for (int round = 0; round < Integer.parseInt(args[2]); round++) {
        System.out.println(round(stand, registry, references, args[3], folder));
      }
    }
  }

  /** What other benchmarks have left on the engine may be behind; the report is the same. */
  private static final int OTHERS_BEHIND = 3;

  private static String round(
      UpdateStand stand, RegistryProcess registry, List<String> references, String dim, Path folder)
      throws IOException, InterruptedException {
    Path log = registry.data().resolveSibling("log");
    int before = Files.readAllLines(log).size();
    long begin = System.nanoTime();
    CheckReport report = stand.updates.check(true);
    long check = millisSince(begin);
    long current =
        report.groups().stream()
            .filter(group -> references.contains(group.image().toString()))
            .filter(group -> group.status() == Status.UPTODATE)
            .count();
    if (current != references.size()) {
      throw new IllegalStateException(current + " are up to date, not all");
    }
    List<String> requests = new ArrayList<>();
    for (int tries = 0; tries < 50 && requests.size() < references.size(); tries++) {
      TimeUnit.MILLISECONDS.sleep(20); // the registry writes its log a little later
      requests = Files.readAllLines(log);
      requests = requests.subList(before, requests.size());
    }
    long heads =
        requests.stream().filter(line -> line.matches(".*\"HEAD /v2/\\S+/manifests/.*")).count();
    long process = time(folder, dim, "updates", "check", "-o", "json");
    long skopeo = 0;
    for (String reference : references) {
      skopeo += time(folder, "skopeo", "inspect", "--tls-verify=false", "docker://" + reference);
    }
    return "check_ms=%d process_ms=%d skopeo_ms=%d heads=%d others=%d"
        .formatted(check, process, skopeo, heads, requests.size() - heads);
  }

  private static long time(Path folder, String... words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("DIM_UPDATES_DATA", folder.resolve("dim").toString());
    long begin = System.nanoTime();
    Process process = builder.redirectOutput(folder.resolve("out").toFile()).start();
    int exit = process.waitFor();
    if (exit != 0 && exit != OTHERS_BEHIND) {
      throw new IOException(words[0] + ": " + Files.readString(folder.resolve("out")));
    }
    return millisSince(begin);
  }

  private static long millisSince(long begin) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }
}
