package org.dimdesktop.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.network.Network;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What registries in the wild were seen to do wrong, and what a hostile one would try. */
class RegistryFaultsTest {
  private static final String MANIFEST =
      "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"layers\":[]}";
  private static final Digest DIGEST = RawImages.sha256(MANIFEST.getBytes(StandardCharsets.UTF_8));
  private static final Map<String, String> OCI = Map.of("Content-Type", MediaTypes.OCI_MANIFEST);

  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final ScriptedRegistry registry = new ScriptedRegistry();
  private final ScriptedRegistry other = new ScriptedRegistry();
  private volatile Optional<Credential> login = Optional.empty();
  private final RegistryClient client = new RegistryClient(host -> login, host -> false, io);
  private final ImageReference app = ImageReference.parse(registry.address() + "/app:1");

  @AfterEach
  void stop() {
    client.close();
    registry.close();
    other.close();
    io.close();
  }

  private static Failure failure(Executable call) {
    FailureException thrown = catchThrowableOfType(FailureException.class, call::execute);
    assertThat(thrown).as("it fails").isNotNull();
    return thrown.failure();
  }

  private List<String> tags() {
    List<String> all = new ArrayList<>();
    client.tags(app, all::addAll);
    return all;
  }

  @Test
  void nullTagsAreNone() {
    registry.on("/v2/app/tags/list?n=1000", 200, Map.of(), "{\"name\":\"app\",\"tags\":null}");
    assertThat(tags()).isEmpty();
  }

  @Test
  void pagesAreFollowedAsTheyAreNamed() {
    registry
        .on(
            "/v2/app/tags/list?n=1000",
            200,
            Map.of("Link", "</v2/app/tags/list?next_page=gAAA%2B%3D>; title=\"a\"; rel=next"),
            "{\"tags\":[\"1\"]}")
        .on(
            "/v2/app/tags/list?next_page=gAAA%2B%3D",
            200,
            Map.of(
                "Link",
                "<http://x.invalid/>; rel=\"prev\", <http://"
                    + registry.address()
                    + "/v2/app/tags/list?last=2>; rel=\"next\""),
            "{\"tags\":[\"2\"]}")
        .on("/v2/app/tags/list?last=2", 200, Map.of(), "{\"tags\":[\"3\"]}");
    assertThat(tags()).containsExactly("1", "2", "3");
  }

  @Test
  void pagesThatGoRoundOrElsewhereAreNotFollowed() {
    registry.on(
        "/v2/app/tags/list?n=1000",
        200,
        Map.of("Link", "</v2/app/tags/list?n=1000>; rel=\"next\""),
        "{\"tags\":[\"1\"]}");
    assertThat(failure(this::tags).cause()).contains("circle");
    registry.on(
        "/v2/app/tags/list?n=1000",
        200,
        Map.of("Link", "<http://" + other.address() + "/v2/app/tags/list>; rel=\"next\""),
        "{\"tags\":[\"1\"]}");
    assertThat(failure(this::tags).cause()).contains("another host");
    assertThat(other.asked("")).isEmpty();
  }

  @Test
  void aMissingDigestHeaderIsMadeUpForByTheBody() {
    registry.on("/v2/app/manifests/1", 200, OCI, MANIFEST);
    assertThat(client.head(app).digest()).isEqualTo(DIGEST);
    assertThat(registry.asked("manifests"))
        .extracting(ScriptedRegistry.Asked::line)
        .containsExactly("HEAD /v2/app/manifests/1", "GET /v2/app/manifests/1");
  }

  @Test
  void bytesThatAreNotThoseOfTheDigestAreRefused() {
    String wrong = "sha256:" + "0".repeat(64);
    registry
        .on(
            "/v2/app/manifests/1",
            200,
            Map.of("Content-Type", MediaTypes.OCI_MANIFEST, "Docker-Content-Digest", wrong),
            MANIFEST)
        .on("/v2/app/manifests/" + wrong, 200, OCI, MANIFEST);
    assertThat(failure(() -> client.manifest(app))).isInstanceOf(Failure.Broken.class);
    assertThat(failure(() -> client.manifest(app.withDigest(Digest.parse(wrong)))))
        .isInstanceOfSatisfying(
            Failure.Broken.class, f -> assertThat(f.cause()).contains(DIGEST.toString()));
  }

  @Test
  void oldAndContradictoryFormatsAreSaid() {
    registry.on(
        "/v2/app/manifests/1",
        200,
        Map.of("Content-Type", "application/vnd.docker.distribution.manifest.v1+prettyjws"),
        "{\"schemaVersion\":1}");
    assertThat(failure(() -> client.manifest(app)))
        .isInstanceOfSatisfying(
            Failure.Unsupported.class, f -> assertThat(f.cause()).contains("schema 1"));
    registry.on(
        "/v2/app/manifests/1", 200, Map.of("Content-Type", MediaTypes.DOCKER_MANIFEST), MANIFEST);
    assertThat(failure(() -> client.manifest(app)).cause()).contains("calls itself");
    registry.on("/v2/app/manifests/1", 200, Map.of("Content-Type", "application/json"), MANIFEST);
    assertThat(client.manifest(app).descriptor().mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
    for (String none : List.of("<html>", "{\0\0\0 \0", "\0\0\0{", "[]", "")) {
      registry.on("/v2/app/manifests/1", 200, OCI, none);
      assertThat(failure(() -> client.manifest(app)).cause()).contains("not a JSON object");
    }
  }

  @Test
  void credentialsDoNotFollowARedirectToAnotherHost() throws Exception {
    login = Optional.of(new Credential.Basic("me", "secret"));
    byte[] content = "content".getBytes(StandardCharsets.UTF_8);
    Descriptor blob = Descriptor.of("x", RawImages.sha256(content), content.length);
    String path = "/v2/app/blobs/" + blob.digest();
    registry.on(
        path,
        exchange -> {
          boolean known = exchange.getRequestHeaders().containsKey("Authorization");
          ScriptedRegistry.reply(
              exchange,
              known ? 307 : 401,
              known
                  ? Map.of("Location", "http://" + other.address() + "/store?sig=1")
                  : Map.of("WWW-Authenticate", "Negotiate, Basic realm=\"r\""),
              "");
        });
    other.on("/store?sig=1", 200, Map.of(), "content");
    try (InputStream in = client.blob(app, blob)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    assertThat(registry.asked("blobs").getLast().authorization()).startsWith("Basic ");
    assertThat(other.asked("/store"))
        .extracting(ScriptedRegistry.Asked::authorization)
        .containsExactly("");
    // Not even when that host asks for them.
    other.on("/store?sig=1", 401, Map.of("WWW-Authenticate", "Basic realm=\"give\""), "");
    assertThat(failure(() -> client.blob(app, blob))).isInstanceOf(Failure.Unauthorized.class);
    assertThat(other.asked("/store")).allMatch(a -> a.authorization().isEmpty());
  }

  @Test
  void redirectsHaveAnEnd() {
    registry.on("/v2/app/manifests/1", 302, Map.of("Location", "/v2/app/manifests/1"), "");
    assertThat(failure(() -> client.manifest(app)).cause()).contains("redirects");
  }

  @Test
  void whoIsAskedToWaitWaits() {
    AtomicInteger tries = new AtomicInteger();
    registry.on(
        "/v2/app/manifests/1",
        exchange -> {
          boolean busy = tries.incrementAndGet() == 1;
          ScriptedRegistry.reply(
              exchange, busy ? 429 : 200, busy ? Map.of("Retry-After", "1") : OCI, MANIFEST);
        });
    long start = System.nanoTime();
    assertThat(client.manifest(app).descriptor().digest()).isEqualTo(DIGEST);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
    registry.on(
        "/v2/app/manifests/1",
        429,
        Map.of("Retry-After", "3600"),
        "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"pull rate limit\"}]}");
    assertThat(failure(() -> client.manifest(app)))
        .isInstanceOfSatisfying(
            Failure.RateLimited.class,
            f -> {
              assertThat(f.retryAfter()).isEqualTo(Duration.ofHours(1));
              assertThat(f.cause()).contains("pull rate limit");
            });
  }

  @Test
  void anIdentityTokenIsTradedAndWhereThatRouteIsMissingSentAsAPassword() {
    login = Optional.of(new Credential.IdentityToken("", "refresh-me"));
    String challenge =
        "bearer realm=\"http://%s/token\",service=\"s\",scope=\"repository:app:pull\""
            .formatted(registry.address());
    registry.on(
        "/v2/app/manifests/1",
        exchange -> {
          String header = exchange.getRequestHeaders().getFirst("Authorization");
          boolean good = "Bearer good".equals(header);
          ScriptedRegistry.reply(
              exchange,
              good ? 200 : 401,
              good ? OCI : Map.of("WWW-Authenticate", challenge),
              MANIFEST);
        });
    registry.on("/token", 405, Map.of(), "");
    registry.on(
        "/token?service=s&scope=repository%3Aapp%3Apull&account=%3Ctoken%3E",
        200, Map.of(), "{\"access_token\":\"good\"}");
    assertThat(client.manifest(app).descriptor().digest()).isEqualTo(DIGEST);
    assertThat(registry.asked("/token"))
        .extracting(a -> a.line().substring(0, a.line().indexOf(' ')))
        .containsExactly("POST", "GET");
  }

  @Test
  void aTokenIsNotAskedForInsideOurNetwork() {
    HttpUrl hub = HttpUrl.get("https://registry.example.com/v2/");
    for (String realm :
        List.of(
            "https://127.0.0.1/t",
            "https://169.254.169.254/latest",
            "https://10.0.0.1/t",
            "https://[::1]/t",
            "https://[fd00::1]/t",
            "https://localhost/t",
            "http://auth.example.com/t",
            "file:///etc/passwd",
            "")) {
      assertThat(failure(() -> Realm.check(realm, hub)))
          .as(realm)
          .isInstanceOf(Failure.Broken.class);
    }
    assertThat(Realm.check("https://auth.example.com/t?a=b", hub).host())
        .isEqualTo("auth.example.com");
  }

  @Test
  void anInterruptEndsAWaitAtOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    registry.on(
        "/v2/app/manifests/1",
        exchange -> {
          asked.countDown();
          try {
            var _ = never.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    CompletableFuture<Failure> seen = new CompletableFuture<>();
    Future<?> call = io.submit(() -> seen.complete(failure(() -> client.manifest(app))));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    long start = System.nanoTime();
    call.cancel(true);
    assertThat(seen.get(5, TimeUnit.SECONDS)).isInstanceOf(Failure.Cancelled.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    never.countDown();
  }

  @Test
  void plainHttpIsForThisMachineOnly() {
    assertThat(Hosts.isLoopback("localhost:5000")).isTrue();
    assertThat(Hosts.isLoopback("127.8.0.1")).isTrue();
    assertThat(Hosts.isLoopback("[::1]:5000")).isTrue();
    assertThat(Hosts.isLoopback("192.168.0.1:5000")).isFalse();
    assertThat(Hosts.isLoopback("127.0.0.1.example.com")).isFalse();
    try (Transport transport = new Transport(new Clients(Network.PLAIN), io)) {
      Schemes schemes = new Schemes(transport, host -> false);
      assertThat(schemes.base("docker.io")).hasToString("https://registry-1.docker.io/");
      assertThat(schemes.base("192.168.0.1:5000")).hasToString("https://192.168.0.1:5000/");
      assertThat(schemes.base(registry.address()))
          .hasToString("http://" + registry.address() + "/");
    }
  }
}
