package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.support.DaemonProcess;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.DimProcess.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins, passwords, credentials and tokens: real processes on both sides. */
class AccessCommandsTest {
  private static final DaemonProcess DAEMON = new DaemonProcess();

  private final DimProcess dim = DAEMON.login();

  @AfterAll
  static void stopDaemon() {
    DAEMON.close();
  }

  @AfterEach
  void close() {
    dim.close();
  }

  private static void assertOk(Result result) {
    assertThat(result.exit()).as("%s", result).isZero();
  }

  private static void assertApiError(Result result, String code) {
    assertThat(result.exit()).as("%s", result).isEqualTo(2);
    assertThat(result.err()).startsWith("error: " + code + ": ");
    assertThat(result.out()).isEmpty();
  }

  private static void assertClientError(Result result, String message) {
    assertThat(result.exit()).as("%s", result).isEqualTo(1);
    assertThat(result.err()).startsWith("error: ").contains(message);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aLoginIsKeptForItsDaemonAloneUntilTheLogout() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dim.tokenFile())))
        .isEqualTo("rw-------");
    String token = Files.readString(dim.tokenFile()).strip();
    assertThat(token).startsWith("dims_");
    Result who = dim.run("whoami", "-o", "json");
    assertOk(who);
    assertThat(DimJson.mapper().readTree(who.out()).path("user").asText()).isEqualTo("admin");

    ConcurrentLinkedQueue<List<String>> sent = new ConcurrentLinkedQueue<>();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          sent.add(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
          byte[] body =
              "{\"error\":{\"code\":\"auth.required\",\"message\":\"a token is needed\"}}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    other.start();
    try {
      dim.at(URI.create("http://127.0.0.1:" + other.getAddress().getPort()));
      assertApiError(dim.run("whoami"), "auth.required");
      assertThat(sent).containsExactly(List.of());
    } finally {
      other.stop(0);
    }

    dim.at(DAEMON.address());
    assertOk(dim.run("logout"));
    assertThat(dim.tokenFile()).doesNotExist();
    assertApiError(dim.run("whoami"), "auth.required");
    assertApiError(dim.with("DIM_TOKEN", token).run("whoami"), "auth.invalid");
  }

  @Test
  void aTokenFileThatOthersCanReadIsReplacedNotReused() throws IOException {
    Files.setPosixFilePermissions(dim.tokenFile(), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertOk(dim.runWith(DaemonProcess.PASSWORD, "login", "--password-stdin"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dim.tokenFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void thePasswordIsChangedAndTheOldOneIsDead() {
    try (DaemonProcess own = new DaemonProcess();
        DimProcess user = own.login();
        DimProcess elsewhere = own.login()) {
      assertApiError(
          user.runWith("wrong-password\nanother-password\n", "passwd", "--password-stdin"),
          "auth.invalid");
      assertClientError(user.runWith("one line\n", "passwd", "--password-stdin"), "two lines");
      assertOk(
          user.runWith(
              DaemonProcess.PASSWORD + "\nthe-new-password\n", "passwd", "--password-stdin"));
      assertOk(user.run("whoami"));
      assertApiError(elsewhere.run("whoami"), "auth.invalid");
      assertApiError(
          elsewhere.runWith(DaemonProcess.PASSWORD, "login", "--password-stdin"), "auth.invalid");
      assertOk(elsewhere.runWith("the-new-password", "login", "--password-stdin"));
      assertThat(own.said())
          .contains("admin changed the password")
          .doesNotContain("the-new-password", DaemonProcess.PASSWORD);
    }
  }

  @Test
  void credentialsAreSetListedAndDeleted(@TempDir Path folder) throws IOException {
    String secret = "S3cret-of-the-host";
    assertOk(
        dim.runWith(
            secret + "\n", "creds", "set", "git", "git.test:3000", "-u", "me", "--secret-stdin"));
    Path file = Files.writeString(folder.resolve("secret"), secret + "\n");
    assertOk(dim.run("creds", "set", "registry", "reg.test", "--secret-file", file.toString()));
    assertOk(dim.run("creds", "set", "registry", "open.test", "--kind", "anonymous"));
    Result table = dim.run("creds", "list");
    assertThat(table.out())
        .containsPattern("git +git.test:3000 +basic +me")
        .containsPattern("registry +reg.test +token")
        .containsPattern("registry +open.test +anonymous")
        .doesNotContain(secret);
    var json = DimJson.mapper().readTree(dim.run("creds", "list", "-o", "json").out());
    assertThat(json.at("/git/0/host").asText()).isEqualTo("git.test:3000");
    assertOk(dim.run("creds", "delete", "git", "git.test:3000"));
    assertApiError(dim.run("creds", "delete", "git", "git.test:3000"), "credential.not_found");
    assertThat(DAEMON.said())
        .contains("admin set the git credential of git.test:3000 (basic)")
        .contains("admin deleted the git credential of git.test:3000")
        .doesNotContain(secret);
  }

  @Test
  void aSecretIsNeverTakenFromAnArgumentNorRepeated() {
    for (String[] words :
        new String[][] {
          {"creds", "set", "git", "h.test", "--secret", "pa55word-here"},
          {"creds", "set", "git", "h.test", "--secret=pa55word-here"},
          {"creds", "set", "git", "h.test", "pa55word-here"},
          {"login", "--password=pa55word-here"},
          {"login", "-ppa55word-here"}
        }) {
      Result result = dim.run(words);
      assertClientError(result, words[words.length - 1].startsWith("pa55") ? "" : "option -");
      assertThat(result.err()).doesNotContain("pa55word");
    }
    assertClientError(dim.run("creds", "set", "git", "h.test"), "there is no terminal");
    assertClientError(
        dim.runWith("\n", "creds", "set", "git", "h.test", "--secret-stdin"), "empty");
  }

  @Test
  void tokensAreMadeListedAndRevoked() throws IOException {
    Result made = dim.run("tokens", "create", "--name", "ci-bot", "--expires", "90d");
    assertOk(made);
    String token = made.out().strip();
    assertThat(token).matches("dim_[A-Za-z0-9_-]{43}");
    assertThat(made.err()).doesNotContain(token);
    var list = DimJson.mapper().readTree(dim.run("tokens", "list", "-o", "json").out());
    var entry = list.path("tokens").get(0);
    assertThat(entry.path("scope").asText()).isEqualTo("build");
    assertThat(entry.path("expires_at").asText()).isNotEmpty();
    String id = entry.path("id").asText();
    assertThat(dim.run("tokens", "list").out()).contains(id, "ci-bot").doesNotContain(token);
    try (DimProcess bot = new DimProcess().at(DAEMON.address()).with("DIM_TOKEN", token)) {
      assertOk(bot.run("creds", "list"));
      assertApiError(bot.run("tokens", "list"), "auth.forbidden");
      assertOk(dim.run("tokens", "revoke", id));
      assertApiError(bot.run("creds", "list"), "auth.invalid");
    }
    assertApiError(dim.run("tokens", "revoke", id), "token.not_found");
    assertClientError(dim.run("tokens", "create", "--name", "x", "--expires", "soon"), "--expires");
    assertThat(DAEMON.said())
        .contains("made the build token " + id + " (ci-bot)", "revoked the token " + id)
        .doesNotContain(token);
  }

  @Test
  void thePromptDoesNotEchoThePassword() {
    // "script" gives the command a terminal and records everything that shows up there.
    try (DimProcess fresh = new DimProcess().at(DAEMON.address())) {
      String typed =
          "{ until grep -q Password seen 2>/dev/null; do sleep 0.1; done; sleep 1;"
              + " echo '"
              + DaemonProcess.PASSWORD
              + "'; sleep 20; } | script -qefc 'dim login' seen";
      DimProcess.Running running = fresh.startBash(typed);
      running.awaitOut("Logged in");
      assertThat(running.out())
          .contains("Password of admin")
          .doesNotContain(DaemonProcess.PASSWORD);
      assertOk(fresh.run("whoami"));
    }
  }

  @Test
  void whatIsWrongOnThisSideEndsWithOne() {
    dim.at(URI.create("http://127.0.0.1:1"));
    assertClientError(dim.run("whoami"), "127.0.0.1:1 (does it run? dim daemon starts one,");
    assertClientError(dim.run("whoami"), "cannot ask whose token this is: ");
    assertThat(
            dim.runWith("x\n", "login", "--registry", "127.0.0.1:1", "-u", "x", "--password-stdin")
                .err())
        .contains("127.0.0.1:1")
        .doesNotContain("dim daemon");
    assertClientError(dim.run("nonsense"), "");
    assertClientError(dim.run("get"), "<id>");
    assertClientError(dim.run("list", "-o", "xml"), "table");
    assertClientError(dim.run("list", "--status", "sleepy"), "sleepy");
    assertClientError(dim.with("DIM_ADDR", "ftp://x").run("whoami"), "DIM_ADDR");
    Result help = dim.run("creds", "set", "--help");
    assertOk(help);
    assertThat(help.out()).contains("--secret-stdin", "--secret-file");
  }
}
