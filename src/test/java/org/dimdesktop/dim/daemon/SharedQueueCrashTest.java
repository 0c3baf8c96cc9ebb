package org.dimdesktop.dim.daemon;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.support.RegistryProbe;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestGit;
import org.dimdesktop.support.TestPostgres;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three daemons on one PostgreSQL, one of which is killed with -9 again and again under load.
 * {@code dim.crash.shared.kills} says how often (packaging/soak: many times), {@code
 * dim.crash.seed} repeats a run's moments.
 */
class SharedQueueCrashTest {
  private static final int KILLS = Integer.getInteger("dim.crash.shared.kills", 3);
  private static final long SEED = Long.getLong("dim.crash.seed", System.nanoTime());
  private static final int LONGEST_ROUND_MS = 3000;
  private static final int KILLS_PER_KILL_OF_A_START = 4;
  private static final int MOST_OPEN = 6;
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir Path dir;
  private final TestPostgres postgres = TestPostgres.create();
  private final TestBed bed = TestBed.require();
  private final TestGit git = TestGit.open();
  private final Random random = new Random(SEED);
  private final String image = bed.registries().open() + "/shared-" + Long.toHexString(SEED) + "/a";
  private final AtomicReference<String> token = new AtomicReference<>("");
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final List<SharedDaemon> daemons = new ArrayList<>();

  /** The id of each tag's build, and the first lines that a follower saw of it. */
  private final Map<String, String> accepted = new ConcurrentHashMap<>();

  private final Map<String, List<LogLine>> followed = new ConcurrentHashMap<>();

  /** The builds that had not ended when they were last asked for. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void start() throws IOException {
    git.commitFile("busybox", bed.busybox());
    git.commit(
        Map.of(
            "Dockerfile",
            "FROM scratch\nCOPY busybox /busybox\nRUN [\"/busybox\", \"sh\", \"-c\","
                + " \"for i in $(/busybox seq 30); do echo $i; /busybox sleep 0.02; done\"]\n"));
    for (int i = 0; i < 3; i++) {
      daemons.add(new SharedDaemon(postgres, KEY, dir.resolve("d" + i), token));
      assertThat(daemons.get(i).firstPassword().isPresent()).isEqualTo(i == 0);
    }
    SharedDaemon first = daemons.getFirst();
    String password = first.firstPassword().orElseThrow();
    token.set(first.client().access().login("admin", password).token());
    var anonymous = new CredentialUpdate(CredentialKind.ANONYMOUS, null, null);
    first.client().access().putCredential(Realm.GIT, git.url().getAuthority(), anonymous);
    first.client().access().putCredential(Realm.REGISTRY, bed.registries().open(), anonymous);
  }

  @AfterEach
  void close() {
    daemons.forEach(SharedDaemon::close);
    io.shutdownNow();
    git.close();
    postgres.close();
  }

  @Test
  void whateverDaemonDiesEveryBuildEndsAndNoLineIsLost() {
    AtomicBoolean submitting = new AtomicBoolean(true);
    CompletableFuture<Integer> submitter =
        CompletableFuture.supplyAsync(() -> {
          int n = 0;
          while (submitting.get()) {
            if (open() < MOST_OPEN) {
              submit("t" + n++);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
          }
          return n;
        });
    for (int kill = 0; kill < KILLS; kill++) {
      int millis = random.nextInt(LONGEST_ROUND_MS);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
      daemons.get(random.nextInt(daemons.size())).killAndStart();
      if (random.nextInt(KILLS_PER_KILL_OF_A_START) > 0) { // else the next one may hit it starting
        daemons.forEach(SharedDaemon::awaitStart);
      }
    }
    daemons.forEach(SharedDaemon::awaitStart);
    submitting.set(false);
    assertThat(accepted).as("seed %d", SEED).hasSize(submitter.join());
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> open() == 0);
    accepted.forEach(this::assertTrueEnd);
    assertThat(accepted.values().stream().map(id -> get(id).status()))
        .as("seed %d", SEED)
        .contains(BuildStatus.SUCCESS);
    daemons.forEach(d -> assertThat(d.said()).doesNotContain(postgres.password(), KEY));
  }

  private SharedDaemon any() {
    return daemons.get((int) (Math.random() * daemons.size()));
  }

  /** Asks until a daemon answers: one that was just killed does not. */
  private <T> T ask(java.util.function.Function<SharedDaemon, T> question) {
    FailureException last = null;
    for (int i = 0; i < 600; i++) {
      try {
        return question.apply(any());
      } catch (FailureException e) {
        last = e;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
    throw new AssertionError("no daemon answers", last);
  }

  private Build get(String id) {
    return ask(d -> d.client().get(id));
  }

  /** How many builds have not ended. */
  private int open() {
    open.removeIf(id -> get(id).status().isEnd());
    return open.size();
  }

  private void submit(String tag) {
    BuildRequest request = CrashingDaemon.uncached(git, image, tag);
    // One build for all tries, whichever daemon takes them.
    Build build = ask(d -> d.client().submit(request, image + tag));
    accepted.put(tag, build.id());
    open.add(build.id());
    List<LogLine> seen = java.util.Collections.synchronizedList(new ArrayList<>());
    followed.put(build.id(), seen);
    SharedDaemon at = any();
    io.execute(() -> {
      try {
        at.client().followLogs(build.id(), 1, seen::add, OperationContext.NONE);
      } catch (FailureException e) {
        return; // its daemon was killed
      }
    });
  }

  private void assertTrueEnd(String tag, String id) {
    Build build = get(id);
    String what = tag + ", seed " + SEED + ": " + build;
    List<LogLine> lines =
        ask(d -> {
          List<LogLine> all = new ArrayList<>();
          d.client().logs(id, 1, all::add, OperationContext.NONE);
          return all;
        });
    assertThat(lines.stream().map(LogLine::seq))
        .as(what)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, build.lastSeq()).boxed().toList());
    List<LogLine> seen = List.copyOf(followed.getOrDefault(id, List.of()));
    assertThat(lines).as(what).hasSizeGreaterThanOrEqualTo(seen.size());
    assertThat(lines.subList(0, seen.size())).as(what).isEqualTo(seen);
    if (build.status() == BuildStatus.SUCCESS) {
      assertThat(RegistryProbe.digest(image + ":" + tag).orElseThrow())
          .as(what)
          .isEqualTo(build.digest());
    } else {
      assertThat(build.errorClass())
          .as(() -> what + "\n" + lines.stream().map(LogLine::line).collect(joining("\n")))
          .isEqualTo("daemon_restarted");
    }
  }
}
