package org.dimdesktop.ui.builds;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.CredentialEntry;
import org.dimdesktop.dim.api.CredentialList;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.client.DimAccess;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * The form for a new build: each field checked as it is typed, and a look ahead at whether the
 * daemon has credentials for both hosts. Properties change on {@code fx}.
 */
public final class NewBuildModel {
  private final DimAccess access;
  private final Executor io;
  private final Executor fx;
  private final Map<BuildField, StringProperty> fields = new java.util.EnumMap<>(BuildField.class);
  private final BooleanProperty noCache = new SimpleBooleanProperty();
  private final BooleanBinding valid;
  private final ReadOnlyObjectWrapper<@Nullable CredentialList> credentials =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Failure> problem = new ReadOnlyObjectWrapper<>();

  NewBuildModel(DimAccess access, Executor io, Executor fx) {
    this.access = access;
    this.io = io;
    this.fx = fx;
    for (BuildField field : BuildField.values()) {
      fields.put(field, new SimpleStringProperty(field.preset()));
    }
    valid =
        Bindings.createBooleanBinding(
            () -> List.of(BuildField.values()).stream().allMatch(f -> f.check(text(f)) == null),
            fields.values().toArray(StringProperty[]::new));
    loadCredentials();
  }

  /** A field's text. */
  public StringProperty field(BuildField field) {
    return java.util.Objects.requireNonNull(fields.get(field));
  }

  private String text(BuildField field) {
    return field(field).get().strip();
  }

  /** The key of what is wrong with a field, or null when it is right. */
  public ObservableValue<@Nullable String> error(BuildField field) {
    return field(field).map(text -> field.check(text.strip()));
  }

  /** Whether the build is made anew in every step. */
  public BooleanProperty noCacheProperty() {
    return noCache;
  }

  /** Whether every field is right. */
  public BooleanBinding valid() {
    return valid;
  }

  /** The host whose credentials are needed, or empty while the field does not name one. */
  public ObservableValue<String> host(Realm realm) {
    return switch (realm) {
      case GIT -> field(BuildField.REPO).map(BuildField::gitHost);
      case REGISTRY -> field(BuildField.IMAGE).map(BuildField::registryHost);
    };
  }

  /** What the daemon has for a host; null when it has nothing, or did not tell yet. */
  public @Nullable CredentialEntry credential(Realm realm, String host) {
    CredentialList all = credentials.get();
    if (all == null) {
      return null;
    }
    List<CredentialEntry> entries = realm == Realm.GIT ? all.git() : all.registry();
    return entries.stream().filter(e -> e.host().equalsIgnoreCase(host)).findFirst().orElse(null);
  }

  /** The hosts that the daemon has credentials for; null until it told them. */
  public ReadOnlyObjectProperty<@Nullable CredentialList> credentialsProperty() {
    return credentials.getReadOnlyProperty();
  }

  /** Why credentials could not be read or stored; null when all is well. */
  public ReadOnlyObjectProperty<@Nullable Failure> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Stores a credential with the daemon and looks again. */
  public void putCredential(Realm realm, String host, CredentialUpdate update) {
    background(
        () -> {
          access.putCredential(realm, host, update);
          return access.credentials();
        },
        credentials::set);
  }

  private void loadCredentials() {
    background(access::credentials, credentials::set);
  }

  private void background(
      java.util.concurrent.Callable<CredentialList> work, Consumer<CredentialList> done) {
    io.execute(() -> {
      try {
        CredentialList list = work.call();
        fx.execute(() -> {
          problem.set(null);
          done.accept(list);
        });
      } catch (Exception e) {
        Failure failure = FailureException.of(e, "read the credentials of", "the daemon");
        fx.execute(() -> problem.set(failure));
      }
    });
  }

  /** Fills the form with an earlier build's inputs. */
  public void fill(BuildRequest from) {
    field(BuildField.REPO).set(from.repo());
    field(BuildField.REF).set(from.ref());
    field(BuildField.IMAGE).set(from.image());
    field(BuildField.TAG).set(from.tag());
    field(BuildField.DOCKERFILE).set(from.dockerfile());
    field(BuildField.CONTEXT).set(from.context());
    field(BuildField.BUILD_ARGS).set(BuildField.argsText(from.buildArgs()));
    field(BuildField.TARGET).set(from.target() == null ? "" : from.target());
    field(BuildField.PLATFORM).set(from.platform() == null ? "" : from.platform());
    noCache.set(from.noCache());
  }

  /** What to ask the daemon for; only while {@link #valid}. */
  public BuildRequest request() {
    return new BuildRequest(
        text(BuildField.REPO),
        text(BuildField.REF),
        text(BuildField.IMAGE),
        text(BuildField.TAG),
        text(BuildField.DOCKERFILE),
        text(BuildField.CONTEXT),
        BuildField.args(text(BuildField.BUILD_ARGS)),
        orNull(text(BuildField.TARGET)),
        orNull(text(BuildField.PLATFORM)),
        noCache.get());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
