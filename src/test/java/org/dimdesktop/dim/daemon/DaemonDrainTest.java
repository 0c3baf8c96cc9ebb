package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.client.ApiException;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.support.RegistryProbe;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestGit;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that a service manager asks to end (SIGTERM) while it builds. */
class DaemonDrainTest {
  @TempDir Path dir;
  private final TestBed bed = TestBed.require();
  private final TestGit git = TestGit.open();
  private final String image =
      bed.registries().open() + "/drain-" + Long.toHexString(System.nanoTime()) + "/app";
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    git.close();
  }

  @Test
  void whatRunsMayEndWhatWaitsStaysQueuedAndNothingNewIsTaken() throws Exception {
    printing(60);
    try (CrashingDaemon daemon = daemon("60s")) {
      String running = submit(daemon, "running").id();
      CompletableFuture<BuildStatus> followed = follow(daemon, running);
      String waiting = submit(daemon, "waiting").id();
      await().atMost(Duration.ofMinutes(1)).until(() -> holds(lines, 3));
      daemon.terminate();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> {
            FailureException refused =
                catchThrowableOfType(FailureException.class, () -> submit(daemon, "late"));
            assertThat(refused).isNotNull();
            assertThat(ApiException.of(refused).map(ApiException::code))
                .contains(ErrorCode.DAEMON_DRAINING);
          });
      assertThat(holds(lines, 60)).as("it still builds").isFalse();
      StoredBuilds stored = daemon.awaitStop();
      StoredBuilds.Row row = row(stored, running);
      assertThat(row.status()).isEqualTo("success");
      assertThat(holds(row.lines(), 60)).isTrue();
      assertThat(followed).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(BuildStatus.SUCCESS);
      assertThat(lines).as("what a follower heard before the daemon ended").isEqualTo(row.lines());
      assertThat(RegistryProbe.digest(image + ":running")).contains(row.digest());
      assertThat(row(stored, waiting).status()).isEqualTo("queued");
      daemon.start();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> daemon.client().get(waiting).status() == BuildStatus.SUCCESS);
    }
  }

  @Test
  void aBuildThatTakesTooLongIsStoppedAndSaysSo() throws Exception {
    printing(3000);
    try (CrashingDaemon daemon = daemon("1s")) {
      String running = submit(daemon, "endless").id();
      await().atMost(Duration.ofMinutes(1)).until(() -> holds(printed(daemon, running), 3));
      StoredBuilds.Row row = row(daemon.stop(), running);
      assertThat(row.status()).isEqualTo("failure");
      assertThat(row.errorClass()).isEqualTo("daemon_restarted");
      assertThat(row.lines()).hasSize((int) row.lastSeq());
      assertThat(holds(row.lines(), 3)).isTrue();
      assertThat(RegistryProbe.digest(image + ":endless")).isEmpty();
      daemon.start();
      assertThat(daemon.client().get(running).errorClass()).isEqualTo("daemon_restarted");
    }
  }

  private CrashingDaemon daemon(String drain) {
    CrashingDaemon daemon =
        new CrashingDaemon(
            bed.engine(), dir, Map.of("DIM_DRAIN_TIMEOUT", drain, "DIM_CONCURRENCY", "1"));
    var anonymous = new CredentialUpdate(CredentialKind.ANONYMOUS, null, null);
    daemon.client().access().putCredential(Realm.GIT, git.url().getAuthority(), anonymous);
    daemon.client().access().putCredential(Realm.REGISTRY, bed.registries().open(), anonymous);
    return daemon;
  }

  private void printing(int count) throws IOException {
    git.commitFile("busybox", bed.busybox());
    git.commit(
        Map.of(
            "Dockerfile",
            "FROM scratch\nCOPY busybox /busybox\nRUN [\"/busybox\", \"sh\", \"-c\","
                + " \"for i in $(/busybox seq "
                + count
                + "); do echo line $i; /busybox sleep 0.1; done\"]\n"));
  }

  private Build submit(CrashingDaemon daemon, String tag) {
    return daemon.client().submit(CrashingDaemon.uncached(git, image, tag), image + tag);
  }

  private static StoredBuilds.Row row(StoredBuilds stored, String id) {
    return Objects.requireNonNull(stored.builds().get(id), id);
  }

  private static boolean holds(List<String> log, int line) {
    return log.stream().anyMatch(text -> text.endsWith(" line " + line));
  }

  private static List<String> printed(CrashingDaemon daemon, String id) {
    List<String> stored = new ArrayList<>();
    daemon.client().logs(id, 1, line -> stored.add(line.line()), OperationContext.NONE);
    return stored;
  }

  private CompletableFuture<BuildStatus> follow(CrashingDaemon daemon, String id) {
    return CompletableFuture.supplyAsync(() ->
        daemon
            .client()
            .followLogs(
                id,
                1,
                line -> lines.add(StoredBuilds.line(line.seq(), line.stream().wire(), line.line())),
                OperationContext.NONE));
  }
}
