package org.dimdesktop.dim.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.ErrorClass;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestGit;
import org.dimdesktop.support.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon and its command line are used as an operator would, with builds that print what they
 * should not, that are denied and that fail; then every secret of it is searched for in everything
 * that was stored, printed, answered, or shown in the list of processes.
 */
class NoSecretLeaksTest {
  @TempDir Path dir;
  private final TestBed bed = TestBed.require();
  private final TestGit git = TestGit.closed();
  private final TestGit open = TestGit.open();
  private final DimProcess dim = new DimProcess();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  /** By what they are. */
  private final Map<String, String> secrets = new TreeMap<>();

  /** Answers, output and files, by where they were found. */
  private final Map<String, String> found = new TreeMap<>();

  private final AtomicReference<String> token = new AtomicReference<>("");
  private URI address = URI.create("http://127.0.0.1");

  @AfterEach
  void close() {
    dim.close();
    git.close();
    open.close();
    http.close();
  }

  @Test
  void withSqlite() throws Exception {
    try (Processes processes = new Processes()) {
      CrashingDaemon daemon = new CrashingDaemon(bed.engine(), dir);
      try (daemon) {
        secret("the first password", Files.readString(dir.resolve("data/first-password")).strip());
        secret("the first session", daemon.token());
        use(daemon.client());
        secret("the key", Base64.getEncoder().encodeToString(Files.readAllBytes(keyFile())));
        daemon.stop();
      }
      Files.delete(keyFile());
      assertNothingFound(processes);
    }
  }

  private Path keyFile() {
    try (Stream<Path> files = Files.walk(dir.resolve("data"))) {
      return files
          .filter(f -> f.getFileName().toString().contains("key"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void withPostgres() throws Exception {
    String key = Base64.getEncoder().encodeToString(run.repeat(4).getBytes(UTF_8));
    try (TestPostgres postgres = TestPostgres.create();
        Processes processes = new Processes()) {
      secret("the key", key);
      secret("the database's password", postgres.password());
      try (SharedDaemon daemon = new SharedDaemon(postgres, key, dir, token)) {
        secret("the first password", daemon.firstPassword().orElseThrow());
        use(daemon.client());
      }
      found.put("the database", postgres.dump());
      assertNothingFound(processes);
    }
  }

  private String secret(String what, String value) {
    assertThat(value).as(what).hasSizeGreaterThan(7);
    secrets.put(what, value);
    return value;
  }

  private void use(DimClient client) throws IOException {
    address = client.address();
    String second = secret("the second password", "second-" + UUID.randomUUID());
    dim.at(address);
    String first = String.valueOf(secrets.get("the first password"));
    cli(first + "\n", "login", "--password-stdin");
    cli(first + "\n" + second + "\n", "passwd", "--password-stdin");
    token.set(secret("the session", Files.readString(dim.tokenFile()).strip()));
    String made = cli("", "tokens", "create", "--name", "ci", "--scope", "build", "-o", "json");
    secret("the build token", DaemonFixture.json(made).path("token").asText());

    credentials();
    String image = bed.registries().basic() + "/secret-" + run + "/app";
    dockerfile(leak());
    Build leaking = build(git.url(), image);
    assertThat(leaking.status()).as("%s", leaking).isEqualTo(BuildStatus.SUCCESS);
    assertThat(found.get("GET /builds/" + leaking.id() + "/logs?")).contains("it is ***");

    dockerfile("RUN echo " + bed.git().password() + "; exit 7\n");
    assertThat(build(git.url(), image).errorClass()).isEqualTo(ErrorClass.BUILD_FAILED);

    String wrong = secret("a wrong password", "wrong-" + UUID.randomUUID());
    creds("registry", bed.registries().basic(), bed.registries().user(), wrong);
    dockerfile("RUN echo denied\n");
    assertThat(build(git.url(), image).errorClass())
        .isIn(ErrorClass.PUSH_DENIED, ErrorClass.PUSH_FAILED);
    creds("git", git.url().getAuthority(), bed.git().user(), wrong);
    assertThat(build(git.url(), image).errorClass()).isEqualTo(ErrorClass.CLONE_FAILED);

    String inUrl = secret("a password in a URL", "inurl-" + UUID.randomUUID());
    URI guilty = URI.create(git.url().toString().replace("://", "://user:" + inUrl + "@"));
    ask("POST", "/builds", DaemonFixture.submission(guilty, "main", image, "1"), 400);
    String login = secret("a wrong login", "login-" + UUID.randomUUID());
    ask("POST", "/auth/login", "{\"user\":\"admin\",\"password\":\"" + login + "\"}", 401);
    String asToken = secret("a wrong token", "dim_" + UUID.randomUUID());
    String session = token.getAndSet(asToken);
    ask("GET", "/builds", "", 401);
    token.set(session);
    for (String path : List.of("/builds", "/credentials", "/tokens", "/auth/whoami")) {
      ask("GET", path, "", 200);
    }
    cli("", "list", "-o", "json");
    cli("", "creds", "list");
    found.put("dim logs", cli("", "logs", leaking.id()));
  }

  private void credentials() {
    TestBed.Git server = bed.git();
    secret("git's password", server.password());
    creds("git", git.url().getAuthority(), server.user(), server.password());
    TestBed.Registries registries = bed.registries();
    secret("the registry's password", registries.password());
    creds("registry", registries.basic(), registries.user(), registries.password());
    creds("registry", registries.token(), registries.user(), registries.password());
  }

  private void creds(String realm, String host, String user, String secret) {
    cli(secret + "\n", "creds", "set", realm, host, "--username", user, "--secret-stdin");
  }

  /** Commands that print the registry's password in every form in which a log might hold it. */
  private String leak() {
    String password = bed.registries().password();
    String basic = bed.registries().user() + ":" + password;
    String encoded = Base64.getEncoder().encodeToString(basic.getBytes(UTF_8));
    String wide = Base64.getMimeEncoder().encodeToString(("x".repeat(50) + basic).getBytes(UTF_8));
    StringBuilder commands = new StringBuilder("RUN echo it is " + password + "\n");
    commands.append("RUN echo Authorization: Basic ").append(encoded).append('\n');
    commands.append("RUN echo 'p=").append(URLEncoder.encode(basic, UTF_8)).append("' >&2\n");
    commands.append("RUN echo ").append(bed.git().password()).append("; echo ");
    return commands.append(String.join("; echo ", wide.split("\r\n", -1))).append('\n').toString();
  }

  private void dockerfile(String instructions) throws IOException {
    git.commitFile("busybox", bed.busybox());
    git.commit(Map.of("Dockerfile", RealBuilds.BASE + instructions));
  }

  private String cli(String input, String... arguments) {
    DimProcess.Result result = dim.runWith(input, arguments);
    String what = "dim " + String.join(" ", arguments);
    assertThat(result.exit()).as("%s: %s", what, result).isZero();
    String out = arguments[0].equals("tokens") ? "" : result.out(); // which shows one this once
    found.merge(what, out + result.err(), String::concat);
    return result.out();
  }

  private String ask(String method, String path, String body, int status) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
            .header("Authorization", "Bearer " + token.get())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode())
          .as("%s %s: %s", method, path, answer.body())
          .isEqualTo(status);
      String told = answer.headers().map() + "\n" + answer.body();
      found.merge(method + " " + path, told, String::concat);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Submits, waits for the end, and keeps all that the API tells of it. */
  private Build build(URI repo, String image) throws IOException {
    String id =
        DaemonFixture.json(
                ask("POST", "/builds", DaemonFixture.submission(repo, "main", image, "1"), 201))
            .path("id")
            .asText();
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(() ->
            !DaemonFixture.json(ask("GET", "/builds/" + id, "", 200)).path("finished_at").isNull());
    for (String part : List.of("/logs?", "/steps")) {
      ask("GET", "/builds/" + id + part, "", 200);
    }
    return org.dimdesktop.dim.api.DimJson.mapper()
        .readValue(ask("GET", "/builds/" + id, "", 200), Build.class);
  }

  private void assertNothingFound(Processes processes) throws IOException {
    Path first = dir.resolve("data/first-password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rw-------");
    Files.delete(first); // the operator is told to
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(file.toString(), new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    found.put("the list of processes", String.join("\n", processes.seen()));
    assertThat(found.get("the list of processes")).contains("daemon", "creds set");
    List<String> leaks = new ArrayList<>();
    secrets.forEach((what, secret) ->
        forms(secret)
            .forEach(form ->
                found.forEach((where, text) -> {
                  if (text.contains(form)) {
                    leaks.add(what + " in " + where);
                  }
                })));
    assertThat(leaks).isEmpty();
  }

  /** As it is, and the part of its base64 that does not depend on what stands around it. */
  private static List<String> forms(String secret) {
    List<String> forms = new ArrayList<>(List.of(secret));
    for (String before : List.of("", "x", "xx")) {
      String base64 = Base64.getEncoder().encodeToString((before + secret).getBytes(UTF_8));
      forms.add(base64.substring(4, base64.length() - 4));
    }
    return forms;
  }

  /** The words of every process that runs meanwhile, as anybody on the machine may read them. */
  private static final class Processes implements AutoCloseable {
    private final java.util.Set<String> seen = new java.util.HashSet<>();
    private final Thread watch = Thread.ofPlatform().daemon().start(this::watch);
    private volatile boolean done;

    private void watch() {
      while (!done) {
        try (var running = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
          running.forEach(process -> words(process).ifPresent(seen::add));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    private static Optional<String> words(Path process) {
      try {
        // A RUN step's shell shows what its Dockerfile says, which is not the daemon's doing.
        return Optional.of(
                Files.readString(process.resolve("cmdline"), ISO_8859_1).replace('\0', ' '))
            .filter(words -> !words.startsWith("/bin/busybox sh -c "));
      } catch (IOException e) {
        return Optional.empty(); // it has ended
      }
    }

    java.util.Set<String> seen() {
      close();
      return seen;
    }

    @Override
    public void close() {
      done = true;
      try {
        watch.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
