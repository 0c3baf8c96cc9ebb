package org.dimdesktop.dim.daemon.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.daemon.store.Credential;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.TestGit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a clone brings, what it leaves out, how much it may be, and who sees its credential. */
class GitClonerTest {
  @TempDir Path dir;

  private Checkout fetch(GitCloner cloner, String url) throws Exception {
    return cloner.fetch(RepoUrl.parse(url), "main", null, dir.resolve("clone"), () -> false);
  }

  @Test
  void submodulesLfsFiltersAndGitItselfStayOut() throws Exception {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64);
    try (TestGit other = TestGit.open();
        TestGit git = TestGit.open()) {
      other.commit(Map.of("secret", "x"));
      git.commit(
          Map.of("big.bin", pointer, ".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs\n"));
      git.commitSubmodule("sub", other.url());
      try (Checkout checkout = fetch(new GitCloner(), git.url().toString());
          var files = Files.walk(checkout.root())) {
        assertThat(checkout.commit()).isEqualTo(git.head());
        assertThat(
                files
                    .filter(Files::isRegularFile)
                    .map(f -> checkout.root().relativize(f).toString()))
            .containsExactlyInAnyOrder(".gitattributes", ".gitmodules", "big.bin");
        assertThat(checkout.root().resolve("big.bin")).hasContent(pointer);
        assertThat(checkout.root().resolve(".git")).doesNotExist();
      }
    }
  }

  /** The summary of the build names the address once, before this. */
  @Test
  void whyACloneFailedIsSaidInPlainWords() throws Exception {
    try (TestGit git = TestGit.open();
        TestGit closed = TestGit.closed()) {
      assertThatThrownBy(() -> fetch(new GitCloner(), git.url() + "-not-there"))
          .isInstanceOf(CloneException.class)
          .hasMessage(
              "the git server has no such repository, or does not show it to the login that is"
                  + " stored for its host");
      RepoUrl repo = RepoUrl.parse(closed.url().toString());
      Credential wrong = new Credential(repo.host(), CredentialKind.BASIC, "nobody", "wrong");
      assertThatThrownBy(
              () -> new GitCloner().fetch(repo, "main", wrong, dir.resolve("wrong"), () -> false))
          .isInstanceOf(CloneException.class)
          .hasMessage("not authorized");
    }
    assertThatThrownBy(() -> fetch(new GitCloner(), "http://127.0.0.1:1/x.git"))
        .isInstanceOf(CloneException.class)
        .hasMessageContaining("Connection refused")
        .hasMessageNotContaining("http://");
  }

  @ParameterizedTest
  @CsvSource({
    "1000000, 3, more than 3 files",
    "3000, 100, larger than 3000 bytes",
    "40000, 100, larger than 40000 bytes",
  })
  void aRepositoryBeyondABoundIsNotCheckedOut(long bytes, int count, String words)
      throws Exception {
    try (TestGit git = TestGit.open()) {
      // Random, so that it is as large on its way as on the disk; and zeros, which are not.
      byte[] random = new byte[30_000];
      new Random(1).nextBytes(random);
      String noise = java.util.Base64.getEncoder().encodeToString(random);
      git.commit(
          Map.of("a", noise.substring(0, 2000), "b", "0".repeat(50_000), "c/d", "1", "e", "2"));
      GitCloner cloner = new GitCloner(new CloneBounds(bytes, count));
      assertThatThrownBy(() -> fetch(cloner, git.url().toString()))
          .isInstanceOf(CloneException.class)
          .hasMessageContaining(words);
      assertThat(dir.resolve("clone/tree")).isEmptyDirectory();
      assertThat(dir.resolve("clone/git")).doesNotExist();
    }
  }

  @Test
  void aFetchThatBringsTooMuchEndsOnItsWay() throws Exception {
    try (TestGit git = TestGit.open()) {
      byte[] random = new byte[6_000_000];
      new Random(1).nextBytes(random);
      git.commit(Map.of("noise", java.util.Base64.getEncoder().encodeToString(random)));
      java.net.URI server = git.url();
      try (FaultProxy proxy =
          FaultProxy.onTcp(java.net.URI.create("tcp://" + server.getAuthority()))) {
        proxy.limit(400_000); // the whole would take 20 seconds
        GitCloner cloner = new GitCloner(new CloneBounds(500_000, 100));
        assertThatThrownBy(() -> fetch(cloner, "http://" + proxy.address() + server.getPath()))
            .isInstanceOf(CloneException.class)
            .hasMessageContaining("larger than 500000 bytes");
        assertThat(dir.resolve("clone/git")).doesNotExist();
      }
    }
  }

  @Test
  void anotherHostIsToldNoCredential() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer elsewhere = server();
    elsewhere.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> {
                if (name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Cookie")) {
                  told.addAll(values);
                }
              });
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=x");
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    HttpServer own = server();
    List<String> ownTold = new CopyOnWriteArrayList<>();
    own.createContext(
        "/",
        exchange -> {
          String login = exchange.getRequestHeaders().getFirst("Authorization");
          if (login == null) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=x");
            exchange.sendResponseHeaders(401, -1);
          } else {
            ownTold.add(login);
            exchange.getResponseHeaders().add("Set-Cookie", "session=geheim");
            exchange
                .getResponseHeaders()
                .add(
                    "Location",
                    "http://127.0.0.1:"
                        + elsewhere.getAddress().getPort()
                        + exchange.getRequestURI());
            exchange.sendResponseHeaders(302, -1);
          }
          exchange.close();
        });
    try {
      RepoUrl repo =
          RepoUrl.parse("http://127.0.0.1:" + own.getAddress().getPort() + "/team/app.git");
      Credential credential =
          new Credential(repo.host(), CredentialKind.BASIC, "me", "s3cret-word");
      assertThatThrownBy(
              () -> new GitCloner().fetch(repo, "main", credential, dir.resolve("x"), () -> false))
          .isInstanceOf(CloneException.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
      assertThat(ownTold).isNotEmpty();
      assertThat(asked).isNotEmpty();
      assertThat(told).isEmpty();
    } finally {
      own.stop(0);
      elsewhere.stop(0);
    }
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server;
  }
}
