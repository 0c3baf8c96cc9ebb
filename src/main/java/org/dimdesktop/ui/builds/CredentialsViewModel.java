package org.dimdesktop.ui.builds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.dim.api.CredentialEntry;
import org.dimdesktop.dim.api.CredentialList;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.client.DimAccess;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.task.Failure;
import org.jspecify.annotations.Nullable;

/** A daemon's credentials; secrets go in and never come out. Properties change on {@code fx}. */
public final class CredentialsViewModel {
  /** One of them. */
  public record Row(Realm realm, CredentialEntry entry) {
    /** The key that keeps the row the same row. */
    String key() {
      return realm + " " + entry.host();
    }
  }

  private final DimAccess access;
  private final Background background;
  private final ReadOnlyObjectWrapper<@Nullable List<Row>> rows = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Failure> problem = new ReadOnlyObjectWrapper<>();

  /** Credentials that nobody asked for yet. */
  public CredentialsViewModel(DimAccess access, Executor io, Executor fx) {
    this.access = access;
    this.background = new Background(io, fx);
  }

  /** Reads the list. */
  public void load() {
    background.run("list credentials of", "the daemon", this::read, this::show, problem::set);
  }

  private List<Row> read() {
    CredentialList all = access.credentials();
    List<Row> read = new ArrayList<>();
    all.git().forEach(entry -> read.add(new Row(Realm.GIT, entry)));
    all.registry().forEach(entry -> read.add(new Row(Realm.REGISTRY, entry)));
    return read;
  }

  private void show(List<Row> read) {
    rows.set(read);
    problem.set(null);
  }

  /** Stores a credential; what is returned blocks. */
  public Callable<CredentialEntry> put(Realm realm, String host, CredentialUpdate update) {
    return () -> access.putCredential(realm, host.strip(), update);
  }

  /** Forgets credentials and reads the list again. */
  public void delete(List<Row> gone, Consumer<Failure> failed) {
    background.run(
        "forget",
        gone.size() == 1 ? gone.getFirst().entry().host() : gone.size() + " credentials",
        () -> {
          gone.forEach(row -> access.deleteCredential(row.realm(), row.entry().host()));
          return read();
        },
        this::show,
        failure -> {
          load();
          failed.accept(failure);
        });
  }

  /** The credentials, those for git first; null until they were read. */
  public ReadOnlyObjectProperty<@Nullable List<Row>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** Why they could not be listed; null when all is well. */
  public ReadOnlyObjectProperty<@Nullable Failure> problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
