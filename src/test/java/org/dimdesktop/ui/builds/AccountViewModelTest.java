package org.dimdesktop.ui.builds;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.beans.value.ObservableValue;
import org.dimdesktop.dim.api.CreatedToken;
import org.dimdesktop.dim.api.CredentialEntry;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.api.TokenInfo;
import org.dimdesktop.dim.api.TokenRequest;
import org.dimdesktop.dim.api.TokenScope;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.dim.client.DaemonLink.Connected;
import org.dimdesktop.dim.client.DaemonLink.Refused;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.settings.DaemonTokens;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.support.RealDaemon;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Daemons that are kept, logins, credentials and tokens, on a real daemon. */
class AccountViewModelTest {
  private static final DaemonAddress NOBODY =
      new DaemonAddress(URI.create("http://127.0.0.1:1"), null);

  @TempDir Path folder;
  private final RealDaemon daemon = RealDaemon.withPassword();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService fx = Executors.newSingleThreadExecutor();
  private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    daemon.close();
    io.shutdownNow();
    fx.shutdownNow();
  }

  private Path tokenFile() {
    return folder.resolve("daemon-tokens.json");
  }

  private DaemonBook book(SettingsStore settings) {
    return new DaemonBook(settings, new DaemonTokens(tokenFile()), NOBODY);
  }

  @Test
  void keepsADaemonAndItsLoginOverAStartAndForgetsBoth() throws Exception {
    Path file = folder.resolve("settings.json");
    String password = daemon.password();
    try (SettingsStore settings = new SettingsStore(file, io);
        DaemonLink link = new DaemonLink(NOBODY)) {
      AccountViewModel account = new AccountViewModel(link, book(settings), io, fx);
      assertThat(account.add(" build ", daemon.uri() + "/").call()).isInstanceOf(Refused.class);
      assertThatThrownBy(() -> account.login("admin", "wrong").call())
          .isInstanceOf(FailureException.class);
      assertThat(tokenFile()).doesNotExist();
      assertThat(account.login("admin", password).call()).isInstanceOf(Connected.class);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains(daemon.uri().toString()).doesNotContain("dims_");
    assertThat(Files.readString(tokenFile())).contains("dims_").doesNotContain(password);
    try (SettingsStore settings = new SettingsStore(file, io);
        DaemonLink link = new DaemonLink(book(settings).current())) {
      AccountViewModel account = new AccountViewModel(link, book(settings), io, fx);
      assertThat(link.probe()).isInstanceOf(Connected.class);
      assertThat(account.current()).isEqualTo("build");
      account.changePassword(password, "another long password").call();
      account.logout(failures::add);
      await().atMost(10, SECONDS).until(() -> link.state() instanceof Refused);
      assertThat(Files.readString(tokenFile())).doesNotContain("dims_");
      assertThatThrownBy(() -> account.login("admin", password).call())
          .isInstanceOf(FailureException.class);
      account.login("admin", "another long password").call();
      account.use("", failures::add);
      await().atMost(10, SECONDS).until(() -> link.state() instanceof DaemonLink.Absent);
      account.use("build", failures::add);
      await().atMost(10, SECONDS).until(() -> link.state() instanceof Connected);
      account.forgetCurrent(failures::add);
      await().atMost(10, SECONDS).until(() -> link.state() instanceof DaemonLink.Absent);
      assertThat(account.daemons()).isEmpty();
      assertThat(Files.readString(tokenFile())).doesNotContain("dims_");
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void takesSecretsAndShowsATokenOnce() throws Exception {
    try (DimClient client = new DimClient(daemon.uri(), () -> daemon.address().token())) {
      CredentialsViewModel credentials = new CredentialsViewModel(client.access(), io, fx);
      assertThat(credentials.rowsProperty().get()).as("before it was read").isNull();
      fx.execute(credentials::load);
      await().atMost(10, SECONDS).until(() -> List.of().equals(credentials.rowsProperty().get()));
      credentials
          .put(
              Realm.REGISTRY,
              " reg.example:5000 ",
              new CredentialUpdate(CredentialKind.BASIC, "me", "s3cret-s3cret"))
          .call();
      fx.execute(credentials::load);
      await().atMost(10, SECONDS).until(() -> known(credentials.rowsProperty()).size() == 1);
      CredentialsViewModel.Row row = known(credentials.rowsProperty()).getFirst();
      assertThat(row.entry()).returns("me", CredentialEntry::username);
      assertThat(row.toString()).contains("reg.example:5000").doesNotContain("s3cret");
      credentials.delete(List.of(row), failures::add);
      await().atMost(10, SECONDS).until(() -> List.of().equals(credentials.rowsProperty().get()));

      TokensViewModel tokens = new TokensViewModel(client.access(), io, fx);
      CreatedToken made = tokens.create(new TokenRequest("ci", TokenScope.BUILD, null)).call();
      fx.execute(tokens::load);
      await().atMost(10, SECONDS).until(() -> known(tokens.rowsProperty()).size() == 1);
      TokenInfo info = known(tokens.rowsProperty()).getFirst();
      assertThat(info.name()).isEqualTo("ci");
      assertThat(info.toString()).doesNotContain(made.token());
      try (DimClient ci = new DimClient(daemon.uri(), made::token)) {
        assertThat(ci.access().whoAmI().scope()).isEqualTo(TokenScope.BUILD);
        tokens.revoke(List.of(info), failures::add);
        await().atMost(10, SECONDS).until(() -> List.of().equals(tokens.rowsProperty().get()));
        assertThat(
                catchThrowableOfType(FailureException.class, () -> ci.access().whoAmI()).failure())
            .isInstanceOf(Failure.Unauthorized.class);
      }
      assertThat(failures).isEmpty();
    }
  }

  private static <T> List<T> known(ObservableValue<? extends @Nullable List<T>> rows) {
    List<T> known = rows.getValue();
    return known == null ? List.of() : known;
  }

  @Test
  void aTokenFileThatIsBrokenIsNotQuoted() throws IOException {
    Files.writeString(tokenFile(), "{\"http://a:1\": dims_secret");
    assertThatThrownBy(() -> new DaemonTokens(tokenFile()).find(NOBODY.uri()))
        .hasStackTraceContaining("daemon-tokens.json")
        .satisfies(e -> assertThat(e).message().doesNotContain("dims_secret"))
        .hasRootCauseMessage("cannot read " + tokenFile());
  }

  @Test
  void takesAddressesOfHttpOnly() {
    assertThat(DaemonBook.parse("dim.example:8080"))
        .contains(URI.create("http://dim.example:8080"));
    assertThat(DaemonBook.parse(" https://dim.example/ "))
        .contains(URI.create("https://dim.example"));
    for (String bad :
        List.of("", "ftp://a", "http://u:p@a", "http://a/b", "http://a?x", "a b", "http://")) {
      assertThat(DaemonBook.parse(bad)).as(bad).isEmpty();
    }
  }
}
