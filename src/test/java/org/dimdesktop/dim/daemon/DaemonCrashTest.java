package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.client.BuildQuery;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.support.RegistryProbe;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestGit;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a daemon with -9 at random moments, under submits, running builds and log writes, and
 * compares what it had stored and told with what the next one makes of it. {@code dim.crash.kills}
 * says how often (packaging/soak: many times), {@code dim.crash.seed} repeats a run's moments.
 */
class DaemonCrashTest {
  private static final int KILLS = Integer.getInteger("dim.crash.kills", 3);
  private static final long SEED = Long.getLong("dim.crash.seed", System.nanoTime());
  private static final int LONGEST_ROUND_MS = 3000;
  private static final int KILLS_PER_KILL_OF_A_START = 4;
  private static final int MOST_QUEUED = 4;
  private static final String RESTARTED = "daemon_restarted";

  @TempDir Path dir;
  private final TestBed bed = TestBed.require();
  private final TestGit git = TestGit.open();
  private final Random random = new Random(SEED);
  private final String image =
      bed.registries().open() + "/crash-" + Long.toHexString(SEED) + "/app";

  /** The builds that the daemon has answered for, by their tag; the tags that it has not. */
  private final Map<String, String> accepted = new ConcurrentHashMap<>();

  private final List<String> unanswered = new CopyOnWriteArrayList<>();
  private final Set<String> killed = new HashSet<>();
  private int submits;
  private int followedLines;

  @BeforeEach
  void repository() throws IOException {
    git.commitFile("busybox", bed.busybox());
    git.commit(
        Map.of(
            "Dockerfile",
            "FROM scratch\nCOPY busybox /busybox\nRUN [\"/busybox\", \"sh\", \"-c\","
                + " \"for i in $(/busybox seq 40); do echo $i; /busybox sleep 0.02; done\"]\n"));
  }

  @AfterEach
  void close() {
    git.close();
  }

  @Test
  void nothingIsLostWhenTheDaemonIsKilled() {
    try (CrashingDaemon daemon = new CrashingDaemon(bed.engine(), dir)) {
      allowHosts(daemon);
      StoredBuilds stored = daemon.stop();
      for (int kill = 1; kill <= KILLS; kill++) {
        // The first is under load, so that there is something that later ones could lose.
        boolean starting = kill > 1 && random.nextInt(KILLS_PER_KILL_OF_A_START) == 0;
        String moment =
            "kill %d of %d, %s, seed %d"
                .formatted(kill, KILLS, starting ? "while it starts" : "under load", SEED);
        StoredBuilds before = stored;
        stored = starting ? killStarting(daemon) : killUnderLoad(moment, stored, daemon);
        assertKept(moment, before, stored);
        killed.addAll(stored.idsWith("running"));
      }
      assertThat(followedLines).as("lines that followers saw before a kill").isPositive();
      daemon.start();
      assertRecovered("the last start, seed " + SEED, stored, daemon);
      submitUnanswered(daemon);
      awaitEnds(daemon);
      assertTrueEnds(daemon.stop());
    }
  }

  private StoredBuilds killUnderLoad(String moment, StoredBuilds before, CrashingDaemon daemon) {
    daemon.start();
    assertRecovered(moment, before, daemon);
    submitUnanswered(daemon);
    LogFollowers followers = new LogFollowers(daemon);
    int millis = random.nextInt(LONGEST_ROUND_MS);
    var submitter = CompletableFuture.runAsync(() -> submitUntilKilled(daemon, followers));
    if (followedLines == 0) { // the first time, on a slow machine too, there is something to lose
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> followers.lines() > 0);
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    StoredBuilds stored = daemon.kill();
    submitter.join();
    followers.close();
    assertThat(stored.builds().keySet()).as(moment).containsAll(accepted.values());
    followers.assertStored(moment, stored);
    followedLines += followers.lines();
    return stored;
  }

  /** What the one before left is put in order, and builds begin again, at such moments. */
  private StoredBuilds killStarting(CrashingDaemon daemon) {
    daemon.launch();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_ROUND_MS)));
    return daemon.kill();
  }

  private void allowHosts(CrashingDaemon daemon) {
    var anonymous = new CredentialUpdate(CredentialKind.ANONYMOUS, null, null);
    var access = daemon.client().access();
    access.putCredential(Realm.GIT, git.url().getAuthority(), anonymous);
    access.putCredential(Realm.REGISTRY, bed.registries().open(), anonymous);
  }

  private void submitUntilKilled(CrashingDaemon daemon, LogFollowers followers) {
    BuildQuery queued = new BuildQuery(BuildStatus.QUEUED, null, null, null, MOST_QUEUED, null);
    try {
      while (true) {
        if (daemon.client().list(queued).builds().size() < MOST_QUEUED) {
          followers.follow(submit(daemon, "t" + submits++));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(100)));
      }
    } catch (FailureException e) {
      assertThat(e.failure()).isInstanceOfAny(Failure.Unreachable.class, Failure.Broken.class);
    }
  }

  private String submit(CrashingDaemon daemon, String tag) {
    unanswered.add(tag);
    BuildRequest request = CrashingDaemon.uncached(git, image, tag);
    Build build = daemon.client().submit(request, image + tag);
    accepted.put(tag, build.id());
    unanswered.remove(tag);
    return build.id();
  }

  /** What a client does that got no answer: it asks again, with the same idempotency key. */
  private void submitUnanswered(CrashingDaemon daemon) {
    List.copyOf(unanswered).forEach(tag -> submit(daemon, tag));
  }

  /** From one kill to the next no build and no line is lost, and what had ended stays as it was. */
  private static void assertKept(String moment, StoredBuilds before, StoredBuilds after) {
    before
        .builds()
        .forEach((id, row) -> {
          StoredBuilds.Row now = Objects.requireNonNull(after.builds().get(id), moment + ": " + id);
          String what = moment + ", build " + id + ": " + row + " became " + now;
          switch (row.status()) {
            case "queued" -> assertThat(now.errorClass()).as(what).isEmpty();
            case "running" -> {
              assertThat(now.lines()).as(what).isEqualTo(row.lines());
              assertThat(now.status()).as(what).isIn("running", "failure");
            }
            default -> assertThat(now).as(what).isEqualTo(row);
          }
        });
  }

  /** What the API tells after a start of the builds that had not ended. */
  private static void assertRecovered(String moment, StoredBuilds stored, CrashingDaemon daemon) {
    stored
        .builds()
        .forEach((id, row) -> {
          if (!row.status().equals("queued") && !row.status().equals("running")) {
            return; // as it was: see assertKept
          }
          Build now = daemon.client().get(id);
          String what = moment + ": " + row.status() + " became " + now;
          if (row.status().equals("queued")) {
            assertThat(now.errorClass()).as(what).isNull();
          } else {
            assertThat(now.status()).as(what).isEqualTo(BuildStatus.FAILURE);
            assertThat(now.errorClass()).as(what).isEqualTo(RESTARTED);
            assertThat(now.finishedAt()).as(what).isNotNull();
            assertThat(log(daemon, id)).as(what).isEqualTo(row.lines());
            assertThat(now.lastSeq()).as(what).isEqualTo(row.lines().size());
          }
        });
  }

  private static List<String> log(CrashingDaemon daemon, String id) {
    List<String> lines = new ArrayList<>();
    daemon
        .client()
        .logs(
            id,
            1,
            l -> lines.add(StoredBuilds.line(l.seq(), l.stream().wire(), l.line())),
            OperationContext.NONE);
    return lines;
  }

  private void awaitEnds(CrashingDaemon daemon) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(() ->
            accepted.values().stream().allMatch(id -> daemon.client().get(id).status().isEnd()));
  }

  private void assertTrueEnds(StoredBuilds stored) {
    assertThat(stored.builds().values().stream().map(StoredBuilds.Row::tag))
        .as("every submit made one build, seed %d", SEED)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, submits).mapToObj(i -> "t" + i).toList());
    stored
        .builds()
        .forEach((id, row) -> {
          String what = "build " + id + ", " + row.tag() + ", seed " + SEED;
          assertThat(row.lines().stream().map(l -> l.substring(0, l.indexOf(' '))))
              .as(what)
              .containsExactlyElementsOf(
                  IntStream.rangeClosed(1, (int) row.lastSeq())
                      .mapToObj(Integer::toString)
                      .toList());
          if (killed.contains(id)) {
            assertThat(row.errorClass()).as(what).isEqualTo(RESTARTED);
          } else {
            assertThat(row.status()).as(what).isEqualTo("success");
            assertThat(RegistryProbe.digest(image + ":" + row.tag()).orElseThrow())
                .as(what)
                .isEqualTo(row.digest());
          }
        });
  }
}
