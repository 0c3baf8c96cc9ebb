package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dimdesktop.support.DaemonProcess;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.DimProcess.Result;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestGit;
import org.junit.jupiter.api.Test;

/** The worked example that the command line's users know, through bash and jq as it stands. */
class WorkedExampleTest {
  private final TestBed bed = TestBed.require();

  @Test
  void preflightSubmitFollowAndDigest() throws Exception {
    String registry = bed.registries().basic();
    try (TestGit git = TestGit.closed();
        DaemonProcess daemon = new DaemonProcess();
        DimProcess dim = daemon.login()) {
      git.commitFile("busybox", bed.busybox());
      git.commit(
          Map.of(
              "Dockerfile",
              "FROM scratch\nCOPY busybox /busybox\nRUN [\"/busybox\", \"echo\", \"Grüße\"]\n"));
      String gitHost = git.url().getAuthority();
      String script = example(git.url(), registry);

      Result missing = bash(dim, script);
      assertThat(missing.exit()).as("the pre-flight finds no credentials").isNotZero();

      set(dim, "git", gitHost, bed.git().user(), bed.git().password());
      set(dim, "registry", registry, bed.registries().user(), bed.registries().password());
      Result result = bash(dim, script);
      assertThat(result.exit()).as("%s", result).isZero();
      List<String> out = result.out().lines().toList();
      assertThat(out.subList(0, out.size() - 1))
          .allMatch(line -> line.matches("\\[(stdout|stderr|system) seq=\\d+] .*"))
          .anyMatch(line -> line.contains("Grüße"));
      assertThat(result.err()).isEqualTo("[final-status] success\n");
      assertThat(out.getLast()).isEqualTo(digestAtRegistry(registry));
    }
  }

  private static Result bash(DimProcess dim, String script) {
    return dim.bash("set -e\n" + script, "dimctl");
  }

  private static void set(DimProcess dim, String type, String host, String user, String secret) {
    Result set = dim.runWith(secret, "creds", "set", type, host, "-u", user, "--secret-stdin");
    assertThat(set.exit()).as("%s", set).isZero();
  }

  private static String example(URI repo, String registry) throws IOException {
    try (InputStream in = WorkedExampleTest.class.getResourceAsStream("worked-example.sh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("https://gitea.example.com/u/svc.git", repo.toString())
          .replace("gitea.example.com", repo.getAuthority())
          .replace("registry.example.com", registry);
    }
  }

  private String digestAtRegistry(String registry) throws IOException, InterruptedException {
    String login = bed.registries().user() + ":" + bed.registries().password();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + registry + "/v2/u/svc/manifests/v3"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
            .header("Accept", "application/vnd.oci.image.manifest.v1+json")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return answer.headers().firstValue("Docker-Content-Digest").orElseThrow();
    }
  }
}
