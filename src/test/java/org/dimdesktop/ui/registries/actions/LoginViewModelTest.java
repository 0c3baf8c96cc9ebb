package org.dimdesktop.ui.registries.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.dimdesktop.credentials.CredentialStore.Kept;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in and out at a real registry, with a docker configuration of the test's own. */
class LoginViewModelTest {
  @TempDir Path folder;

  private static void type(ActionsRig rig, LoginViewModel model, String host, String secret) {
    var _ =
        rig.onFx(() -> {
          model.registry.set(host);
          model.user.set("me");
          model.secret.set(secret);
          return true;
        });
  }

  @Test
  void aLoginIsKeptOnlyOnceTheRegistryTakesItAndCountsAtOnce() throws Exception {
    try (RegistryProcess registry = RegistryProcess.basic("me", "right");
        ActionsRig rig = new ActionsRig(folder)) {
      Path config = folder.resolve("docker/config.json");
      String host = registry.address();
      assertThat(refused(rig, host)).isInstanceOf(Failure.Unauthorized.class);
      LoginViewModel model =
          rig.onFx(() -> new LoginViewModel(rig.services.logins(), rig.io, rig.fx));
      type(rig, model, host, "wrong");
      rig.eventually(() -> model.keptProperty().get() == Kept.IN_PLAIN_FILE);
      Failure failure =
          catchThrowableOfType(FailureException.class, () -> rig.onFx(model::login).call())
              .failure();
      assertThat(failure).isInstanceOf(Failure.Unauthorized.class);
      assertThat(failure.toString()).doesNotContain("wrong");
      assertThat(config).doesNotExist();

      type(rig, model, "http://" + host + "/", "right");
      assertThat(rig.onFx(model::login).call()).isEqualTo(Kept.IN_PLAIN_FILE);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
          .isEqualTo("rw-------");
      rig.client.forgetLogin(host); // as the dialog does; nothing is found before 20 s otherwise
      rig.client.ping(host);
      assertThat(rig.services.logins().hosts()).containsExactly(host);

      assertThat(rig.services.logins().logout(host)).isEmpty();
      rig.client.forgetLogin(host);
      assertThat(refused(rig, host)).isInstanceOf(Failure.Unauthorized.class);
      assertThat(Files.readString(config)).doesNotContain(host);
    }
  }

  private static Failure refused(ActionsRig rig, String host) {
    return catchThrowableOfType(FailureException.class, () -> rig.client.ping(host)).failure();
  }

  @Test
  void aLoginThatDockerDoesNotKeepIsStillFoundAfterALogout() throws IOException {
    Path podman = Files.createDirectories(folder.resolve(".config/containers"));
    Files.writeString(
        podman.resolve("auth.json"), "{\"auths\":{\"r.example.com\":{\"auth\":\"bWU6eA==\"}}}");
    try (ActionsRig rig = new ActionsRig(folder)) {
      assertThat(rig.services.logins().logout("r.example.com")).hasValue("me");
    }
  }
}
