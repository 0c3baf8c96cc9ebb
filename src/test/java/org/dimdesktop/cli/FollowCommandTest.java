package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.dimdesktop.support.DaemonProcess;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.DimProcess.Result;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestGit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code dim logs --follow} while connections and the daemon itself break. */
class FollowCommandTest {
  private final TestBed bed = TestBed.require();
  private final DaemonProcess daemon = new DaemonProcess();
  private final DimProcess dim = daemon.login();
  private final TestGit git = TestGit.open();

  @BeforeEach
  void credentials() {
    for (String[] entry :
        new String[][] {{"git", git.url().getAuthority()}, {"registry", bed.registries().open()}}) {
      ok(dim.run("creds", "set", entry[0], entry[1], "--kind", "anonymous"));
    }
  }

  @AfterEach
  void close() {
    dim.close();
    daemon.close();
    git.close();
  }

  private static String ok(Result result) {
    assertThat(result.exit()).as("%s", result).isZero();
    return result.out().strip();
  }

  private String submit(String script) throws IOException {
    git.commitFile("busybox", bed.busybox());
    git.commit(
        Map.of(
            "Dockerfile",
            "FROM scratch\nCOPY busybox /busybox\nRUN [\"/busybox\", \"sh\", \"-c\", \": "
                + git.url().getPath()
                + "; "
                + script
                + "\"]\n"));
    return ok(
        dim.run(
            "submit",
            "--repo",
            git.url().toString(),
            "--ref",
            "main",
            "--image",
            bed.registries().open() + "/follow/app",
            "--tag",
            "t",
            "--no-cache"));
  }

  @Test
  void aCutConnectionCostsNoLineAndRepeatsNone() throws IOException {
    try (FaultProxy proxy = FaultProxy.onTcp(daemon.address())) {
      String id = submit("for i in $(/busybox seq 40); do echo line $i; /busybox sleep 0.2; done");
      // The login was made at the daemon's own address; the proxy's needs the token named.
      try (DimProcess follower =
          new DimProcess()
              .at(URI.create("http://" + proxy.address()))
              .with("DIM_TOKEN", java.nio.file.Files.readString(dim.tokenFile()).strip())) {
        DimProcess.Running running = follower.start("logs", id, "--follow");
        for (int i : List.of(2, 8, 14, 20, 26)) {
          running.awaitOut(" line " + i + "\n");
          proxy.cut();
        }
        Result result = running.await();
        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(result.out()).isEqualTo(dim.run("logs", id).out());
        assertThat(result.out().lines().filter(l -> l.matches(".* line \\d+"))).hasSize(40);
        assertThat(result.err().lines().filter(l -> l.contains("trying again")))
            .hasSizeBetween(1, 5);
        assertThat(result.err()).endsWith("[final-status] success\n");
      }
    }
  }

  @Test
  void aDaemonThatIsKilledAndComesBackIsFollowedToTheTrueEnd() throws IOException {
    String id = submit("echo line 1; /busybox sleep 600");
    DimProcess.Running running = dim.start("logs", id, "--follow");
    running.awaitOut(" line 1\n");
    daemon.kill();
    Awaitility.await().until(() -> running.err().contains("trying again"));
    daemon.start();
    Result result = running.await();
    assertThat(result.exit()).as("%s", result).isZero();
    assertThat(result.err()).endsWith("[final-status] failure\n");
    assertThat(result.out()).isEqualTo(dim.run("logs", id).out());
    List<String> lines = result.out().lines().toList();
    assertThat(
            IntStream.range(0, lines.size())
                .allMatch(i -> lines.get(i).contains(" seq=" + (i + 1) + "]")))
        .as("%s", lines)
        .isTrue();
    assertThat(ok(dim.run("get", id, "-o", "json"))).contains("daemon_restarted");
    assertThat(ok(dim.run("list", "--status", "failure"))).contains(id);
    String again = ok(dim.run("rebuild", id));
    assertThat(ok(dim.run("get", again, "-o", "json"))).contains(id);
    assertThat(ok(dim.run("cancel", again))).isNotEmpty();
  }
}
