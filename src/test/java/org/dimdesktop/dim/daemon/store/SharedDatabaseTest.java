package org.dimdesktop.dim.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.util.Throwables;
import org.awaitility.Awaitility;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.daemon.secret.SecretBox;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.task.FailureException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What two daemons see of each other on one PostgreSQL database, and what a cut does to them. */
class SharedDatabaseTest {
  private final TestStores bed = new TestStores(TestStores.Kind.POSTGRES);

  @AfterEach
  void close() {
    bed.close();
  }

  private static void awaitRaised(Signal signal, Runnable change) throws InterruptedException {
    long seen = signal.version();
    change.run();
    assertThat(signal.awaitBeyond(seen, Duration.ofSeconds(20))).isTrue();
  }

  /** Raised once a listener is there; what is raised later comes from a notice. */
  private static void awaitListening(Stores stores) throws InterruptedException {
    assertThat(stores.signals().cancels().awaitBeyond(0, Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void changesAtOneDaemonWakeTheOther() throws Exception {
    Stores one = bed.open();
    Stores two = bed.open();
    awaitListening(two);
    awaitRaised(two.signals().changes(), () -> TestStores.submit(one, "1"));
    Build build = one.leases().claim().orElseThrow();
    awaitRaised(
        two.signals().ofBuild(build.id()),
        () -> one.logs().append(build.id(), TestStores.lines(1, 2)));
    assertThat(two.logs().read(build.id(), 1, 9)).hasSize(2);
    awaitListening(one);
    awaitRaised(one.signals().cancels(), () -> two.leases().requestCancel(build.id()));
    assertThat(one.leases().cancelRequests()).containsExactly(build.id());
    assertThat(two.leases().cancelRequests()).isEmpty();
  }

  @Test
  void aSilentDaemonLosesItsBuildsAndCanWriteNothingMore() {
    Stores dead = bed.open();
    Stores alive = bed.open();
    String lost = TestStores.running(dead, "1");
    String kept = TestStores.running(alive, "2");
    dead.logs().append(lost, TestStores.lines(1, 5));
    assertThat(alive.leases().reap()).isZero();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          assertThat(alive.leases().renew(Set.of(kept, lost))).containsExactly(kept);
          return alive.leases().reap() == 1;
        });
    Build end = alive.builds().find(lost).orElseThrow();
    assertThat(end.status()).isEqualTo(BuildStatus.FAILURE);
    assertThat(end.errorClass()).isEqualTo("daemon_restarted");
    assertThat(dead.leases().renew(Set.of(lost))).isEmpty();
    assertThatThrownBy(() -> dead.logs().append(lost, TestStores.lines(6, 1)))
        .isInstanceOf(LeaseLostException.class);
    assertThat(dead.builds().finish(lost, Outcome.success("sha256:ab"))).isFalse();
    assertThat(alive.logs().read(lost, 1, 99)).hasSize(5);
    assertThat(alive.builds().find(kept).orElseThrow().status()).isEqualTo(BuildStatus.RUNNING);
    assertThat(alive.leases().release()).isEqualTo(1);
  }

  @Test
  void cutConnectionsAreMadeAgainWithoutALoss() throws Exception {
    try (FaultProxy proxy = FaultProxy.onTcp(bed.postgres().address())) {
      Stores far = bed.open(DatabaseUrl.parse(bed.postgres().secretUrl(proxy.address()), "x"));
      Stores near = bed.open();
      String id = TestStores.running(far, "1");
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 300; i++) {
              append(far, id, 1 + 10L * i);
            }
          });
      for (int i = 0; i < 5; i++) {
        long before = near.logs().read(id, 1, 10_000).size();
        proxy.cut();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> writing.isDone() || near.logs().read(id, 1, 10_000).size() > before + 100);
      }
      writing.get();
      List<Long> seqs = near.logs().read(id, 1, 10_000).stream().map(l -> l.seq()).toList();
      assertThat(seqs).hasSize(3000).isSorted().doesNotHaveDuplicates();
      assertThat(seqs.getLast()).isEqualTo(3000);
      bed.postgres().cutConnections();
      Signal changes = far.signals().changes();
      // With or without its notices: it sees what others do.
      awaitRaised(changes, () -> TestStores.submit(near, "2"));
      assertThat(far.leases().claim()).isPresent();
    }
  }

  @Test
  void whoWasFrozenInTheMiddleOfAWriteForLongerThanItWaitsTriesOnceMore() {
    bed.open();
    List<Long> frozenMillis = new ArrayList<>(List.of(600L, 0L));
    try (PostgresDatabase database =
        PostgresDatabase.open(
            (DatabaseUrl.Postgres) bed.url(), new Signals(), Duration.ofMillis(100))) {
      String written = database.write(h -> writtenAfter(frozenMillis.removeFirst(), h));
      assertThat(written).isEqualTo("written");
      assertThat(frozenMillis).isEmpty();
      frozenMillis.addAll(List.of(600L, 600L));
      assertThatThrownBy(() -> database.write(h -> writtenAfter(frozenMillis.removeFirst(), h)))
          .isInstanceOf(DatabaseUnavailableException.class);
    }
  }

  /** The server gives up a transaction that is idle for as long as a frozen daemon's. */
  private static String writtenAfter(long frozenMillis, Handle handle) {
    handle.execute("set local idle_in_transaction_session_timeout = 200");
    Awaitility.await().pollDelay(Duration.ofMillis(frozenMillis)).until(() -> true);
    return handle.createQuery("select 'written'").mapTo(String.class).one();
  }

  /** As a build's log does: again, where a cut commit may or may not have been made. */
  private static void append(Stores stores, String id, long from) {
    while (true) {
      try {
        stores.logs().append(id, TestStores.lines(from, 10));
        return;
      } catch (DatabaseUnavailableException e) {
        assertThat(e).hasMessageContaining("cannot be reached");
      }
    }
  }

  @Test
  void anInterruptedThreadStillWrites() {
    Stores stores = bed.open();
    String id = TestStores.running(stores, "1");
    Thread.currentThread().interrupt();
    assertThat(stores.builds().finish(id, Outcome.canceled())).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anotherKeyAWrongPasswordAndADeadServerAreToldWithoutThePassword() {
    bed.open();
    String password = bed.postgres().password();
    byte[] other = new byte[32];
    other[0] = 1;
    assertThatThrownBy(() ->
            Stores.open(
                bed.url(),
                SecretBox.withKey(Base64.getEncoder().encodeToString(other)),
                Clock.systemUTC(),
                TestStores.LEASE))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("another key")
        .hasMessageContaining("secret.key");
    String wrong = bed.postgres().secretUrl().replace(password, "wr0ng-" + password);
    assertRefused(wrong, "password authentication failed");
    assertRefused(bed.postgres().secretUrl("127.0.0.1:1"), "refused");
    assertRefused(bed.postgres().secretUrl() + "missing", "does not exist");
  }

  private void assertRefused(String url, String words) {
    assertThatThrownBy(() -> bed.open(DatabaseUrl.parse(url, "x")))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining(words)
        .satisfies(
            e -> assertThat(Throwables.getStackTrace(e)).doesNotContain(bed.postgres().password()));
  }
}
