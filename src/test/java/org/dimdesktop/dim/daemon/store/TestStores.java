package org.dimdesktop.dim.daemon.store;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;
import org.dimdesktop.dim.daemon.secret.SecretBox;
import org.dimdesktop.support.TestFolder;
import org.dimdesktop.support.TestPostgres;
import org.jspecify.annotations.Nullable;

/** An empty database of a kind, and the stores of as many daemons as a test opens on it. */
final class TestStores implements AutoCloseable {
  enum Kind {
    SQLITE,
    POSTGRES
  }

  static final Duration LEASE = Duration.ofSeconds(2);
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private final Path folder = TestFolder.create();
  private final @Nullable TestPostgres postgres;
  private final List<Stores> opened = new ArrayList<>();

  TestStores(Kind kind) {
    postgres = kind == Kind.POSTGRES ? TestPostgres.create() : null;
  }

  DatabaseUrl url() {
    return DatabaseUrl.parse(
        postgres == null ? folder.resolve("dim.db").toString() : postgres.secretUrl(), "nobody");
  }

  TestPostgres postgres() {
    return java.util.Objects.requireNonNull(postgres);
  }

  Stores open() {
    return open(url());
  }

  Stores open(DatabaseUrl url) {
    try {
      Stores stores = Stores.open(url, SecretBox.withKey(KEY), Clock.systemUTC(), LEASE);
      opened.add(stores);
      return stores;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Build build(String tag) {
    return new Build(
        UlidCreator.getMonotonicUlid().toString(),
        BuildStatus.QUEUED,
        null,
        "https://git.test/r.git",
        "main",
        null,
        "registry.test/app",
        tag,
        "Dockerfile",
        ".",
        null,
        null,
        Map.of("A", "b"),
        false,
        null,
        null,
        null,
        null,
        "tester",
        Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
        null,
        null,
        null,
        0);
  }

  /** Queues a build of a tag, and returns its id. */
  static String submit(Stores stores, String tag) {
    Submission answer = stores.builds().submit(build(tag), 100_000, null);
    return ((Submission.Accepted) answer).build().id();
  }

  /** A build that runs at {@code stores}' daemon. */
  static String running(Stores stores, String tag) {
    submit(stores, tag);
    return stores.leases().claim().orElseThrow().id();
  }

  static List<LogLine> lines(long from, int count) {
    return LongStream.range(from, from + count)
        .mapToObj(n -> new LogLine(n, LogStream.STDOUT, Instant.EPOCH, null, "line " + n))
        .toList();
  }

  @Override
  public void close() {
    opened.forEach(Stores::close);
    if (postgres != null) {
      postgres.close();
    }
    TestFolder.delete(folder);
  }
}
