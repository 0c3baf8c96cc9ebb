package org.dimdesktop.ui.registries.actions;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.credentials.CredentialStore.Kept;
import org.dimdesktop.registry.RegistryLogin;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/** A login at a registry, and where it will be kept. JavaFX thread only. */
final class LoginViewModel {
  private static final long REST_MILLIS = 250;

  final StringProperty registry = new SimpleStringProperty("");
  final StringProperty user = new SimpleStringProperty("");
  final StringProperty secret = new SimpleStringProperty("");
  final BooleanBinding valid =
      Bindings.createBooleanBinding(
          () -> !registry.get().isBlank() && !user.get().isBlank() && !secret.get().isEmpty(),
          registry,
          user,
          secret);
  private final ReadOnlyObjectWrapper<@Nullable Kept> kept = new ReadOnlyObjectWrapper<>();
  private final RegistryLogin logins;
  private final DetailLoader loader;

  LoginViewModel(RegistryLogin logins, Executor io, Executor fx) {
    this.logins = logins;
    Executor rested = CompletableFuture.delayedExecutor(REST_MILLIS, TimeUnit.MILLISECONDS, io);
    loader = new DetailLoader(rested, fx, Strings.get("registries.job.look"));
    registry.addListener((_, _, _) -> look());
  }

  /** Where the login will be kept; null while that is not known. */
  ReadOnlyObjectProperty<@Nullable Kept> keptProperty() {
    return kept.getReadOnlyProperty();
  }

  /** The registry as image names begin with it. */
  String host() {
    return registry.get().strip().replaceFirst("^(?i)https?://", "").replaceFirst("/.*$", "");
  }

  private void look() {
    kept.set(null);
    String host = host();
    if (host.isEmpty()) {
      loader.cancel();
      return;
    }
    loader.load(host, () -> logins.keeps(host), kept::set, _ -> {});
  }

  /** Shows the login to the registry and keeps it; blocks, for a thread of its own. */
  Callable<Kept> login() {
    String host = host();
    Credential credential = Credential.of(user.get().strip(), secret.get());
    return () -> logins.login(host, credential);
  }

  /** Forgets what was typed. */
  void close() {
    loader.cancel();
    secret.set("");
  }
}
