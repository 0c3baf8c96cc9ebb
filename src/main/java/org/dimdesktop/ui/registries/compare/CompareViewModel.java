package org.dimdesktop.ui.registries.compare;

import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.compare.Comparison;
import org.dimdesktop.registry.compare.PackageComparison;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/** Two images of registries and what tells them apart. JavaFX thread only. */
public final class CompareViewModel {
  private final RegistryClient client;
  private final ImageReference left;
  private final ImageReference right;
  private final DetailLoader loader;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Loading());
  private final DetailLoader packageLoader;
  private final ReadOnlyObjectWrapper<Packages> packages =
      new ReadOnlyObjectWrapper<>(new Packages.Loading());
  private @Nullable Platform platform;

  /** What is known. */
  sealed interface State {
    /** Both are being read. */
    record Loading() implements State {}

    /** They were compared. */
    record Known(Comparison comparison) implements State {}

    /** They cannot be compared. */
    record Failed(Failure failure) implements State {}
  }

  /** What is known of the packages in both. */
  sealed interface Packages {
    /** Their SBOMs are being looked for and read. */
    record Loading() implements Packages {}

    /** They were compared, where both have an SBOM. */
    record Known(PackageComparison comparison) implements Packages {}

    /** They cannot be read. */
    record Failed(Failure failure) implements Packages {}
  }

  /** Compares nothing before {@link #load}. */
  public CompareViewModel(
      RegistryClient client, ImageReference left, ImageReference right, Executor io, Executor fx) {
    this.client = client;
    this.left = left;
    this.right = right;
    loader = new DetailLoader(io, fx, Strings.get("registries.compare.action"));
    packageLoader = new DetailLoader(io, fx, Strings.get("registries.compare.action"));
  }

  ImageReference left() {
    return left;
  }

  ImageReference right() {
    return right;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Packages> packagesProperty() {
    return packages.getReadOnlyProperty();
  }

  /** Reads both, and compares them anew. */
  public void load() {
    packageLoader.cancel();
    state.set(new State.Loading());
    Platform wanted = platform;
    loader.load(
        left.familiar(),
        () -> Comparison.of(client, left, right, wanted),
        this::known,
        failure -> state.set(new State.Failed(failure)));
  }

  private void known(Comparison comparison) {
    state.set(new State.Known(comparison));
    packages.set(new Packages.Loading());
    packageLoader.load(
        left.familiar(),
        () -> PackageComparison.of(client, comparison),
        found -> packages.set(new Packages.Known(found)),
        failure -> packages.set(new Packages.Failed(failure)));
  }

  /** Compares the images for another platform. */
  void choose(Platform wanted) {
    platform = wanted;
    load();
  }

  /** Reads nothing any more. */
  public void close() {
    loader.cancel();
    packageLoader.cancel();
  }
}
