package org.dimdesktop.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.support.TestImages.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The servers answer as the other tests expect, and the ways to break them break them. */
class TestBedTest {
  private static final String EVERY_ENGINE = "org.dimdesktop.support.TestBed#everyEngine";

  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @MethodSource(EVERY_ENGINE)
  void enginesAnswer(Engine engine) {
    assertThat(new EngineApi(engine.uri()).get("/_ping")).isEqualTo("OK");
  }

  @Test
  void registriesAskForTheLoginTheyShould() throws Exception {
    TestBed.Registries registries = TestBed.require().registries();
    assertThat(get("http://" + registries.open() + "/v2/", "").statusCode()).isEqualTo(200);

    String basic = "http://" + registries.basic() + "/v2/";
    assertThat(challenge(get(basic, ""))).startsWith("Basic ");
    assertThat(get(basic, login("wrong")).statusCode()).isEqualTo(401);
    assertThat(get(basic, login(registries.password())).statusCode()).isEqualTo(200);

    assertThat(challenge(get("http://" + registries.token() + "/v2/", ""))).startsWith("Bearer ");
  }

  @ParameterizedTest
  @MethodSource(EVERY_ENGINE)
  void enginesPushToEveryRegistry(Engine engine) throws Exception {
    TestBed.Registries registries = TestBed.require().registries();
    Recipe recipe = Recipe.bytes(2, 100_000);
    try (TestImages images = new TestImages(engine)) {
      String tags = "/v2/" + images.repository("some") + "/tags/list";
      images.publish(registries.open(), "some", "1", recipe);
      assertThat(get("http://" + registries.open() + tags, "").body()).contains("[\"1\"]");

      for (String registry : List.of(registries.basic(), registries.token())) {
        images.publish(registry, "some", "1", recipe, registries.user(), registries.password());
        assertThatThrownBy(() -> images.publish(registry, "some", "2", recipe))
            .hasMessageContaining("errorDetail");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_ENGINE)
  void madeImagesRun(Engine engine) {
    EngineApi api = new EngineApi(engine.uri());
    try (TestImages images = new TestImages(engine)) {
      String image = images.make("shell", Recipe.shell().withCmd("sh", "-c", "exit 7"));
      String created =
          api.postJson(
              "/containers/create",
              "{\"Image\":\"" + image + "\",\"HostConfig\":{\"NetworkMode\":\"none\"}}");
      String id = created.replaceAll(".*\"Id\":\"([0-9a-f]+)\".*\\s*", "$1");
      try {
        api.post("/containers/" + id + "/start");
        assertThat(api.post("/containers/" + id + "/wait")).contains("\"StatusCode\":7");
      } finally {
        api.delete("/containers/" + id + "?force=true");
      }
    }
  }

  @Test
  void tokensEndWhenTheRepositorySaysSo() throws Exception {
    try (RegistryProcess registry = RegistryProcess.token("tester:secret:push")) {
      String repository = "http://" + registry.address() + "/v2/ttl-1/a/tags/list";
      String realm = registry.tokens().realm() + "?service=dim-test&scope=repository:ttl-1/a:pull";
      String answer = get(realm, login("secret")).body();
      assertThat(answer).contains("\"expires_in\":1,");
      String token = "Bearer " + answer.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> get(repository, token).statusCode() == 401);
      assertThat(registry.tokens().issued()).isEqualTo(1);
    }
  }

  @Test
  void gitServesWhatWasCommitted() {
    TestBed.Git server = TestBed.require().git();
    try (TestGit open = TestGit.open();
        TestGit closed = TestGit.closed()) {
      String first = open.commit(Map.of("Dockerfile", "FROM scratch\n", "a/b", "text"));
      open.tag("v1");
      open.branch("feature");
      String second = open.commit(Map.of("a/b", "other text"));
      assertThat(lsRemote(open.url().toString()))
          .contains(first + "\trefs/heads/main")
          .contains(first + "\trefs/tags/v1")
          .contains(second + "\trefs/heads/feature");

      String secret = closed.commit(Map.of("a", "b"));
      assertThatThrownBy(() -> lsRemote(closed.url().toString()))
          .isInstanceOf(AssertionError.class);
      String withLogin =
          closed
              .url()
              .toString()
              .replace("http://", "http://" + server.user() + ":" + server.password() + "@");
      assertThat(lsRemote(withLogin)).contains(secret);
    }
  }

  @Test
  void ownEngineGoesAndComesBack() {
    try (EngineProcess engine = EngineProcess.start()) {
      EngineApi api = new EngineApi(engine.engine().uri());
      assertThat(api.get("/_ping")).isEqualTo("OK");
      engine.stop();
      assertThatThrownBy(() -> api.get("/_ping")).isInstanceOf(AssertionError.class);
      engine.restart();
      assertThat(api.get("/_ping")).isEqualTo("OK");
      engine.kill();
      assertThatThrownBy(() -> api.get("/_ping")).isInstanceOf(AssertionError.class);
      engine.restart();
      assertThat(api.get("/_ping")).isEqualTo("OK");
    }
  }

  @Test
  void ownRegistryComesBackAtItsPort() throws Exception {
    try (RegistryProcess registry = RegistryProcess.basic("tester", "secret")) {
      String root = "http://" + registry.address() + "/v2/";
      assertThat(get(root, login("secret")).statusCode()).isEqualTo(200);
      registry.kill();
      assertThatThrownBy(() -> get(root, "")).isInstanceOf(IOException.class);
      registry.start();
      assertThat(get(root, "").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void proxyPassesBothWaysToAUnixSocket() {
    try (FaultProxy proxy = FaultProxy.onUnix(TestBed.require().engine().uri())) {
      EngineApi api = new EngineApi(proxy.uri());
      assertThat(api.get("/_ping")).isEqualTo("OK");
      proxy.refuse(true);
      assertThatThrownBy(() -> api.get("/_ping")).isInstanceOf(AssertionError.class);
      proxy.heal();
      assertThat(api.get("/_ping")).isEqualTo("OK");
      assertThat(proxy.accepted()).isEqualTo(3);
    }
  }

  @Test
  void proxyBreaksWhatGoesThrough(@TempDir Path dir) throws Exception {
    byte[] content = new byte[300_000];
    Files.write(dir.resolve("blob"), content);
    HttpServer files =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), dir, OutputLevel.NONE);
    files.start();
    URI target = URI.create("tcp://127.0.0.1:" + files.getAddress().getPort());
    try (FaultProxy proxy = FaultProxy.onTcp(target)) {
      String blob = "http://" + proxy.address() + "/blob";
      assertThat(get(blob, "").body()).hasSize(content.length);

      proxy.cut();
      proxy.truncateAfter(100_000);
      assertThatThrownBy(() -> get(blob, "")).isInstanceOf(IOException.class);
      proxy.heal();

      proxy.limit(600_000);
      long start = System.nanoTime();
      assertThat(get(blob, "").body()).hasSize(content.length);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
      proxy.heal();

      proxy.stall(true);
      HttpRequest request = HttpRequest.newBuilder(URI.create(blob)).build();
      CompletableFuture<HttpResponse<String>> waiting =
          http.sendAsync(request, BodyHandlers.ofString());
      assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      proxy.stall(false);
      assertThat(waiting.get(10, TimeUnit.SECONDS).body()).hasSize(content.length);

      proxy.stall(true);
      CompletableFuture<HttpResponse<String>> cut =
          http.sendAsync(request, BodyHandlers.ofString());
      Awaitility.await().until(() -> proxy.open() > 0);
      proxy.refuse(true);
      proxy.cut();
      assertThatThrownBy(() -> cut.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    } finally {
      files.stop(0);
    }
  }

  private HttpResponse<String> get(String url, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String challenge(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    return response.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private static String login(String password) {
    byte[] pair = ("tester:" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static String lsRemote(String url) {
    return Command.of("git", "ls-remote", url).with(Map.of("GIT_TERMINAL_PROMPT", "0")).run();
  }
}
