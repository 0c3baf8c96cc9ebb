package org.dimdesktop.dim.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.ErrorClass;
import org.dimdesktop.support.HostileText;
import org.dimdesktop.support.TestFolder;
import org.dimdesktop.support.TestGit;

/** Whatever a client sends, the answer is one that the contract documents, and never a 5xx. */
@SuppressWarnings("NullAway.Init") // set before the first case
class BadInputPropertyTest {
  private static final String CLOSED_PORT = "127.0.0.1:1";
  private static final int BUILDS =
      Integer.getInteger("jqwik.tries.default", 1000) / 50; // each is cloned from a real server

  private static Path data;
  private static TestGit git;
  private static DaemonFixture daemon;
  private static RawHttp http;

  /** {@code status code} of every documented error, such as {@code 404 build.not_found}. */
  private static final Set<String> documented = new HashSet<>();

  private static String buildId = "";

  @BeforeContainer
  static void start() {
    data = TestFolder.create();
    git = TestGit.open();
    git.commit(Map.of("Dockerfile", "FROM scratch\n", "sub/Dockerfile", "FROM scratch\n"));
    daemon =
        DaemonFixture.start(
            DaemonFixture.config(data, 8, 200, Duration.ofMinutes(1)), new ScriptedBuilder());
    for (String host : List.of(git.url().getAuthority(), CLOSED_PORT)) {
      daemon.anonymous("git", host);
    }
    daemon.anonymous("registry", CLOSED_PORT);
    http = new RawHttp(daemon.daemon.address());
    new Contract(DaemonFixture.json(daemon.get("//openapi.json").body()))
        .promised()
        .forEach(line -> {
          String[] words = line.split(" ", -1);
          if (words.length == 4) {
            documented.add(words[2] + " " + words[3]);
          }
        });
    documented.add("404 route.not_found");
    documented.add("405 method.not_allowed");
    buildId = daemon.submit(git.url(), "main", CLOSED_PORT + "/first", "1");
    assertThat(daemon.awaitEnd(buildId).status()).isEqualTo(BuildStatus.SUCCESS);
  }

  @AfterContainer
  static void stop() throws IOException {
    http.close();
    assertThat(daemon.get("//health").statusCode()).isEqualTo(200);
    daemon.close();
    git.close();
    TestFolder.delete(data);
  }

  private static RawHttp.Answer send(String method, String target, String type, byte[] body)
      throws IOException {
    RawHttp.Answer answer =
        http.send(
            method,
            target,
            Map.of("Authorization", "Bearer " + daemon.token(), "Content-Type", type),
            body);
    String what = method + " " + target + ": " + answer;
    assertThat(answer.status()).as(what).isBetween(200, 499);
    if (answer.status() >= 400) {
      assertThat(answer.headers()).as(what).containsEntry("content-type", "application/json");
      JsonNode error = DaemonFixture.json(answer.body()).path("error");
      assertThat(documented).as(what).contains(answer.status() + " " + error.path("code").asText());
      assertThat(error.path("message").asText()).as(what).isNotBlank().hasSizeLessThan(600);
    }
    return answer;
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyBodyIsUnderstoodOrRefused(
      @ForAll("routes") String route, @ForAll("types") String type, @ForAll("bodies") byte[] body)
      throws IOException {
    String[] words = route.split(" ", 2);
    send(words[0], "/api/v1" + words[1], type, body);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyQueryIsUnderstoodOrRefused(@ForAll("queries") String query) throws IOException {
    send("GET", "/api/v1/builds?" + query, "application/json", new byte[0]);
    send("GET", "/api/v1/builds/" + buildId + "/logs?" + query, "text/plain", new byte[0]);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyPathIsAnsweredOrIsNone(@ForAll("methods") String method, @ForAll("paths") String path)
      throws IOException {
    send(method, path, "application/json", new byte[0]);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyBuildIsRefusedOrEnds(@ForAll("submissions") List<ObjectNode> submissions)
      throws IOException {
    for (ObjectNode submission : submissions) {
      send("POST", "/api/v1/builds", "application/json", submission.toString().getBytes(UTF_8));
    }
  }

  /** Inputs that pass every check, with a repository that is there: the build itself meets them. */
  @Property(tries = 1)
  void whatIsAcceptedEndsAsABuildThatSaysWhy(@ForAll("buildable") Arbitrary<ObjectNode> buildable) {
    Set<String> ends = new HashSet<>();
    Stream<ObjectNode> sure =
        Stream.of(buildable("no-such-branch", "Dockerfile", "."), buildable("main", "none", "."));
    List<String> ids =
        Stream.concat(sure, buildable.sampleStream().limit(BUILDS))
            .map(BadInputPropertyTest::submitted)
            .toList();
    for (String id : ids) {
      if (!id.isEmpty()) {
        Build build = daemon.awaitEnd(id);
        ends.add(String.valueOf(build.errorClass()));
        assertThat(build.errorClass()).as("%s", build).isNotEqualTo(ErrorClass.INTERNAL);
        assertThat(build.status()).isIn(BuildStatus.SUCCESS, BuildStatus.FAILURE);
        assertThat(build.errorSummary() == null).isEqualTo(build.status() == BuildStatus.SUCCESS);
      }
    }
    assertThat(ends).contains(ErrorClass.REF_NOT_FOUND, ErrorClass.DOCKERFILE_MISSING);
  }

  private static String submitted(ObjectNode submission) {
    try {
      RawHttp.Answer answer =
          send("POST", "/api/v1/builds", "application/json", submission.toString().getBytes(UTF_8));
      return answer.status() == 201 ? DaemonFixture.json(answer.body()).path("id").asText() : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<Arbitrary<ObjectNode>> buildable() {
    Arbitrary<String> ref =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.of("main", "refs/heads/main", "HEAD", git.head())),
            Tuple.of(3, refs()));
    Arbitrary<String> dockerfile =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of("Dockerfile", "sub/Dockerfile", "none", "sub")),
            Tuple.of(1, HostileText.any()));
    Arbitrary<String> context =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of(".", "sub", "Dockerfile", "none")),
            Tuple.of(1, HostileText.any()));
    return Arbitraries.just(
        Combinators.combine(ref, dockerfile, context).as((r, d, c) -> buildable(r, d, c)));
  }

  private static ObjectNode buildable(String ref, String dockerfile, String context) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("repo", git.url().toString())
        .put("ref", ref)
        .put("image", CLOSED_PORT + "/x")
        .put("tag", "1")
        .put("dockerfile", dockerfile)
        .put("context", context);
  }

  private static Arbitrary<String> refs() {
    return HostileText.of(
        "main",
        "refs/",
        "heads/",
        "tags/",
        "/",
        "-",
        "..",
        "@{",
        "^",
        "~1",
        ".lock",
        "*",
        ":",
        "\\",
        "0123456789abcdef0123456789abcdef01234567",
        "é");
  }

  @Provide
  Arbitrary<List<ObjectNode>> submissions() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Arbitrary<String> repo =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just("http://" + CLOSED_PORT + "/x.git")),
            Tuple.of(
                2, HostileText.of("http://", "https://", CLOSED_PORT, "/x", "@", "..", "%2f")));
    Arbitrary<String> image =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(CLOSED_PORT + "/x")),
            Tuple.of(2, HostileText.of(CLOSED_PORT, "/", "x", ":", "@sha256:", "-", "..", "X")));
    Arbitrary<String> tag =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just("1")), Tuple.of(1, HostileText.of("v", ".", "-", "_")));
    Arbitrary<String> ref =
        Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just("main")), Tuple.of(2, refs()));
    Arbitrary<ObjectNode> needed =
        Combinators.combine(repo, ref, image, tag)
            .as((r, f, i, t) ->
                json.objectNode().put("repo", r).put("ref", f).put("image", i).put("tag", t));
    Arbitrary<ObjectNode> more =
        Combinators.combine(HostileText.any(), HostileText.any(), HostileText.any())
            .as((a, b, c) -> {
              ObjectNode node = json.objectNode().put("dockerfile", a).put("target", b);
              node.putObject("build_args").put(b, c);
              return node.put("platform", c);
            });
    return Combinators.combine(needed, more, Arbitraries.of(true, false, false))
        .as((n, m, both) -> both ? (ObjectNode) n.setAll(m) : n)
        .list()
        .ofSize(1);
  }

  @Provide
  Arbitrary<String> routes() {
    return Arbitraries.of(
        "POST /builds",
        "POST /builds/" + "0".repeat(26) + "/cancel",
        "POST /builds/none/rebuild",
        "POST /auth/password",
        "POST /tokens",
        "PUT /credentials/git/h.example",
        "PUT /credentials/registry/h.example:5000",
        "DELETE /tokens/none",
        "DELETE /credentials/git/none.example");
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.of("application/json", "application/json; charset=utf-8")),
        Tuple.of(1, Arbitraries.of("text/plain", "*/*", "application/jsonx", "APPLICATION/JSON")));
  }

  @Provide
  Arbitrary<byte[]> bodies() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Arbitrary<JsonNode> value =
        Arbitraries.oneOf(
            HostileText.any().map(json::textNode),
            Arbitraries.longs().map(json::numberNode),
            Arbitraries.doubles().map(json::numberNode),
            Arbitraries.of(
                    "admin",
                    "build",
                    "basic",
                    "token",
                    "anonymous",
                    "main",
                    "2030-01-01T00:00:00Z",
                    "+999999999-12-31T23:59:59Z",
                    "http://127.0.0.1:1/x",
                    "127.0.0.1:1/x",
                    "1")
                .map(json::textNode),
            Arbitraries.of(json.nullNode(), json.booleanNode(true), json.arrayNode()));
    Arbitrary<String> key =
        Arbitraries.frequencyOf(
            Tuple.of(
                9,
                Arbitraries.of(
                    "repo",
                    "ref",
                    "image",
                    "tag",
                    "dockerfile",
                    "context",
                    "build_args",
                    "target",
                    "platform",
                    "no_cache",
                    "name",
                    "scope",
                    "expires_at",
                    "kind",
                    "username",
                    "secret",
                    "current",
                    "new",
                    "user",
                    "password")),
            Tuple.of(1, HostileText.any()));
    Arbitrary<JsonNode> flat = object(key, value);
    Arbitrary<JsonNode> deep = object(key, Arbitraries.oneOf(value, flat));
    Arbitrary<byte[]> objects =
        Arbitraries.oneOf(flat, deep, value).map(n -> n.toString().getBytes(UTF_8));
    Arbitrary<byte[]> broken =
        HostileText.of(
                "{", "}", "[", "]", "\"", ":", ",", "\\u0000", "\\ud800", "1e", "nul", "\"tag\"")
            .map(t -> t.getBytes(UTF_8));
    Arbitrary<byte[]> nested =
        Arbitraries.of(100, 1_001, 100_000).map(n -> "[".repeat(n).getBytes(UTF_8));
    return Arbitraries.frequencyOf(
        Tuple.of(7, objects),
        Tuple.of(3, broken),
        Tuple.of(1, nested),
        Tuple.of(2, Arbitraries.bytes().array(byte[].class).ofMaxSize(200)));
  }

  private static Arbitrary<JsonNode> object(Arbitrary<String> key, Arbitrary<JsonNode> value) {
    return Arbitraries.maps(key, value)
        .ofMaxSize(8)
        .map(map -> {
          ObjectNode node = JsonNodeFactory.instance.objectNode();
          map.forEach(node::set);
          return node;
        });
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD2", "TRACE");
  }

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> name =
        Arbitraries.of("status", "image", "repo", "q", "limit", "cursor", "from_seq", "x", "");
    Arbitrary<String> value =
        Arbitraries.oneOf(
            HostileText.of("1", "0", "-", "success", "queued", "%", "_", "'", "\\", "0".repeat(26))
                .map(v -> URLEncoder.encode(v.length() > 2000 ? v.substring(0, 2000) : v, UTF_8)),
            Arbitraries.of(
                "%", "%z", "%00", "%ff", "%C0%80", "%ed%a0%80", "+", "=", "&", "1&limit=2"));
    return Combinators.combine(name, value)
        .as((n, v) -> n + "=" + v)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("&", parts));
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> known =
        Arbitraries.of(
            "api",
            "v1",
            "builds",
            "credentials",
            "git",
            "registry",
            "tokens",
            "auth",
            "whoami",
            "logs",
            "cancel",
            "steps",
            "health",
            "version",
            "openapi.json");
    Arbitrary<String> odd =
        Arbitraries.oneOf(
            Arbitraries.of(
                "%2e%2e", "..", ".", "%2f", "%5c", ";x=1", "%00", "%", "%zz", "%ff", "\\"),
            HostileText.any()
                .map(v -> URLEncoder.encode(v.length() > 500 ? v.substring(0, 500) : v, UTF_8)));
    Arbitrary<String> below =
        Arbitraries.oneOf(known, odd).list().ofMaxSize(4).map(parts -> String.join("/", parts));
    return Combinators.combine(Arbitraries.of("/api/v1/", "/", "/api/v1/builds/", "//"), below)
        .as((base, rest) -> base + rest)
        .filter(path -> !path.contains("events")); // which stays open
  }
}
