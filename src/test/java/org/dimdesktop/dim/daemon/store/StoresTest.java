package org.dimdesktop.dim.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;
import org.dimdesktop.dim.api.TokenScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stores promise, on each database. */
class StoresTest {
  @ParameterizedTest
  @EnumSource
  void aBuildGoesItsWayAndNeverBack(TestStores.Kind kind) {
    try (TestStores bed = new TestStores(kind)) {
      Stores stores = bed.open();
      Build queued = TestStores.build("1");
      assertThat(stores.builds().submit(queued, 10, null)).isInstanceOf(Submission.Accepted.class);
      assertThat(stores.builds().find(queued.id())).contains(queued);
      Build claimed = stores.leases().claim().orElseThrow();
      assertThat(claimed.id()).isEqualTo(queued.id());
      assertThat(claimed.status()).isEqualTo(BuildStatus.RUNNING);
      assertThat(stores.leases().claim()).isEmpty();
      assertThat(stores.leases().isMine(queued.id())).isTrue();
      assertThat(stores.builds().cancelQueued(queued.id())).isFalse();
      stores.builds().phase(queued.id(), BuildPhase.PUSH);
      assertThat(stores.builds().finish(queued.id(), Outcome.success("sha256:ab"))).isTrue();
      assertThat(stores.builds().finish(queued.id(), Outcome.canceled())).isFalse();
      Build end = stores.builds().find(queued.id()).orElseThrow();
      assertThat(end.status()).isEqualTo(BuildStatus.SUCCESS);
      assertThat(end.phase()).isNull();
      assertThat(stores.events().after(0, 10)).hasSize(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theQueueIsBoundedForAllThatSubmitAtOnce(TestStores.Kind kind) throws Exception {
    try (TestStores bed = new TestStores(kind)) {
      Stores one = bed.open();
      Stores two = kind == TestStores.Kind.POSTGRES ? bed.open() : one;
      List<Submission> answers =
          atOnce(
              40,
              i -> (i % 2 == 0 ? one : two).builds().submit(TestStores.build("t" + i), 25, null));
      assertThat(answers.stream().filter(Submission.Accepted.class::isInstance)).hasSize(25);
      assertThat(answers.stream().filter(Submission.Full.class::isInstance)).hasSize(15);
      IdempotencyKey key = new IdempotencyKey("tester", "k");
      List<Submission> same =
          atOnce(
              10,
              i -> (i % 2 == 0 ? one : two).builds().submit(TestStores.build("same"), 100, key));
      assertThat(same.stream().filter(Submission.Accepted.class::isInstance)).hasSize(1);
      assertThat(same.stream().filter(Submission.Repeated.class::isInstance)).hasSize(9);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyBuildIsClaimedOnceAndOneTagNeverTwice(TestStores.Kind kind) throws Exception {
    try (TestStores bed = new TestStores(kind)) {
      Stores one = bed.open();
      Stores two = kind == TestStores.Kind.POSTGRES ? bed.open() : one;
      Set<String> all = new java.util.HashSet<>();
      for (int i = 0; i < 30; i++) {
        all.add(TestStores.submit(one, "tag" + i % 3));
      }
      List<String> done = java.util.Collections.synchronizedList(new ArrayList<>());
      AtomicBoolean[] held = {new AtomicBoolean(), new AtomicBoolean(), new AtomicBoolean()};
      List<Boolean> clean =
          atOnce(
              6,
              i -> {
                Stores mine = i % 2 == 0 ? one : two;
                boolean alone = true;
                while (done.size() < all.size()) {
                  var next = mine.leases().claim();
                  if (next.isPresent()) {
                    AtomicBoolean tag = held[next.get().tag().charAt(3) - '0'];
                    alone &= tag.compareAndSet(false, true);
                    done.add(next.get().id());
                    tag.set(false);
                    mine.builds().finish(next.get().id(), Outcome.success("sha256:ab"));
                  }
                }
                return alone;
              });
      assertThat(clean).containsOnly(true);
      assertThat(done).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eventsAreNumberedInTheOrderInWhichTheyAreSeen(TestStores.Kind kind) throws Exception {
    try (TestStores bed = new TestStores(kind)) {
      Stores one = bed.open();
      Stores two = kind == TestStores.Kind.POSTGRES ? bed.open() : one;
      AtomicBoolean writing = new AtomicBoolean(true);
      try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Long> seen =
            io.submit(() -> {
              long last = 0;
              long count = 0;
              boolean more = true;
              while (more) {
                more = writing.get();
                for (EventStore.Event event : one.events().after(last, 1000)) {
                  last = event.id();
                  count++;
                }
              }
              return count;
            });
        List<String> ids = atOnce(200, i -> TestStores.submit(i % 2 == 0 ? one : two, "t" + i));
        writing.set(false);
        assertThat(seen.get()).isEqualTo(ids.size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void logLinesOfARunningBuildOnlyAndTheSameOnesTwice(TestStores.Kind kind) {
    try (TestStores bed = new TestStores(kind)) {
      Stores stores = bed.open();
      String id = TestStores.running(stores, "1");
      stores.logs().append(id, TestStores.lines(1, 3000));
      stores.logs().append(id, TestStores.lines(2999, 10));
      assertThat(stores.logs().read(id, 1, 10_000).stream().map(LogLine::seq))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 3008).boxed().toList());
      assertThat(stores.builds().find(id).orElseThrow().lastSeq()).isEqualTo(3008);
      stores.builds().finish(id, Outcome.canceled());
      assertThatThrownBy(() -> stores.logs().append(id, TestStores.lines(3009, 1)))
          .isInstanceOf(LeaseLostException.class);
      assertThat(stores.logs().read(id, 3009, 10)).isEmpty();
    }
  }

  /**
   * Whatever their text, stream, step and time, and more at once than goes to a database at once.
   */
  @ParameterizedTest
  @EnumSource
  void logLinesComeBackAsTheyWere(TestStores.Kind kind) {
    List<String> texts =
        List.of(
            "",
            " ",
            "\"",
            "\\",
            "\\u0000",
            "'; drop table log_line; --",
            "[\"a\",",
            "\u0001\u001B[1mred\u001B[0m\t\u007F\u0085",
            "\u2028\uFFFD\uFEFF\uFFFF",
            "naïve 😀 \uD83D\uDC69\u200D\uD83D\uDE80",
            "x".repeat(16 * 1024));
    List<LogLine> lines = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      lines.add(
          new LogLine(
              i + 1,
              i / 500 % 2 == 0 ? LogStream.STDOUT : LogStream.STDERR,
              Instant.ofEpochMilli(i / 700),
              i / 900 % 2 == 0 ? null : "[1/2] RUN \"'\\",
              texts.get(i % texts.size())));
    }
    try (TestStores bed = new TestStores(kind)) {
      Stores stores = bed.open();
      String id = TestStores.running(stores, "1");
      stores.logs().append(id, lines);
      assertThat(stores.logs().read(id, 1, 10_000)).isEqualTo(lines);
      assertThat(stores.logs().read(id, 1234, 3)).isEqualTo(lines.subList(1233, 1236));
    }
  }

  @ParameterizedTest
  @EnumSource
  void listsFilterAndPage(TestStores.Kind kind) {
    try (TestStores bed = new TestStores(kind)) {
      Stores stores = bed.open();
      List<String> ids =
          IntStream.range(0, 5).mapToObj(i -> TestStores.submit(stores, "t%_" + i)).toList();
      stores.builds().cancelQueued(ids.get(4));
      assertThat(list(stores, new BuildQuery(BuildStatus.QUEUED, null, null, null, 2, null)))
          .containsExactly(ids.get(3), ids.get(2));
      assertThat(list(stores, new BuildQuery(null, null, null, "T%_1", 9, null)))
          .containsExactly(ids.get(1));
      assertThat(list(stores, new BuildQuery(null, null, null, null, 9, ids.get(2))))
          .containsExactly(ids.get(1), ids.get(0));
      assertThat(list(stores, new BuildQuery(null, "registry.test/app", null, "a\0b", 9, null)))
          .isEmpty();
      assertThat(stores.builds().count(BuildStatus.QUEUED)).isEqualTo(4);
    }
  }

  private static List<String> list(Stores stores, BuildQuery query) {
    return stores.builds().list(query).stream().map(Build::id).toList();
  }

  @ParameterizedTest
  @EnumSource
  void credentialsUsersAndTokens(TestStores.Kind kind) {
    try (TestStores bed = new TestStores(kind)) {
      Stores stores = bed.open();
      for (String secret : List.of("first", "se\0cond \uD83D\uDC33")) {
        stores
            .credentials()
            .put(
                CredentialType.GIT,
                "git.test",
                new CredentialUpdate(CredentialKind.BASIC, "me", secret));
        assertThat(stores.credentials().find(CredentialType.GIT, "git.test").orElseThrow())
            .returns(secret, Credential::secret);
      }
      assertThat(stores.credentials().list(CredentialType.GIT)).hasSize(1);
      assertThat(stores.credentials().delete(CredentialType.GIT, "git.test")).isTrue();
      assertThat(stores.access().addUser("admin", "h1")).isTrue();
      assertThat(stores.access().addUser("admin", "h2")).isFalse();
      assertThat(stores.access().passwordHash("admin")).contains("h1");
      stores.access().add(token("a", false, null));
      stores.access().add(token("b", true, Instant.now().minus(Duration.ofDays(1))));
      stores.access().add(token("c", true, stores.access().sessionEnd()));
      assertThat(stores.access().use("hash-a")).isPresent();
      assertThat(stores.access().use("hash-b")).isEmpty();
      stores.access().setPassword("admin", "h3", null);
      assertThat(stores.access().use("hash-c")).isEmpty();
      assertThat(stores.access().accessTokens()).hasSize(1);
      stores.access().prune();
      assertThat(stores.access().delete("a", false)).isTrue();
    }
  }

  private static AccessStore.StoredToken token(
      String id, boolean session, @org.jspecify.annotations.Nullable Instant expires) {
    return new AccessStore.StoredToken(
        id, session, "admin", "n\0", TokenScope.ADMIN, "hash-" + id, Instant.now(), null, expires);
  }

  @ParameterizedTest
  @EnumSource
  void oldBuildsGoAndWhatRunsOrWaitsStays(TestStores.Kind kind) {
    try (TestStores bed = new TestStores(kind)) {
      Stores stores = bed.open();
      String running = TestStores.running(stores, "run");
      List<String> ended = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        String id = TestStores.running(stores, "t" + i);
        stores.logs().append(id, TestStores.lines(1, i == 0 ? 12_000 : 3));
        stores.builds().finish(id, Outcome.success("sha256:ab"));
        ended.add(id);
      }
      String queued = TestStores.submit(stores, "wait");
      assertThat(retention(stores, new Retention.Limits(null, Duration.ofDays(1)))).isZero();
      assertThat(retention(stores, new Retention.Limits(9, null))).isZero();
      assertThat(retention(stores, new Retention.Limits(2, null))).isEqualTo(3);
      assertThat(list(stores, new BuildQuery(null, null, null, null, 9, null)))
          .containsExactly(queued, ended.get(4), ended.get(3), running);
      assertThat(stores.logs().read(ended.get(0), 1, 10)).isEmpty();
      assertThat(stores.logs().read(ended.get(4), 1, 10)).hasSize(3);
      assertThat(retention(stores, new Retention.Limits(null, Duration.ZERO.plusMillis(1))))
          .isEqualTo(2);
      assertThat(retention(stores, new Retention.Limits(0, Duration.ZERO))).isZero();
      assertThat(list(stores, new BuildQuery(null, null, null, null, 9, null)))
          .containsExactly(queued, running);
      stores.logs().append(running, TestStores.lines(1, 1));
    }
  }

  private static int retention(Stores stores, Retention.Limits limits) {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(1));
    return new Retention(stores.database(), later, limits).run();
  }

  /** A task that knows its number. */
  @FunctionalInterface
  private interface Task<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> atOnce(int count, Task<T> task) throws Exception {
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> tasks =
          IntStream.range(0, count).mapToObj(i -> (Callable<T>) () -> task.run(i)).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> result : io.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
