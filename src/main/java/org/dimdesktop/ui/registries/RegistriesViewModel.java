package org.dimdesktop.ui.registries;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.FxCoalescer;
import org.jspecify.annotations.Nullable;

/**
 * What the registries view shows: registries, their repositories, the tags of the one that is open.
 * JavaFX thread only; its requests run on {@code io}.
 */
public final class RegistriesViewModel {
  private final RegistryClient client;
  private final RegistryBook book;
  private final Executor io;
  private final Executor fx;
  private final DetailLoader listing;
  private final FxCoalescer rowUpdates;
  private final ObservableList<RegistryItem> registries = FXCollections.observableArrayList();

  /**
   * Kept, because it listens weakly: one made for each caller would fall silent with the next GC.
   */
  private final ObservableList<RegistryItem> registriesView =
      FXCollections.unmodifiableObservableList(registries);

  private final ReadOnlyObjectWrapper<List<TagRow>> tags = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<TagsState> state =
      new ReadOnlyObjectWrapper<>(new TagsState.None());
  private @Nullable TagLoader loader;

  /** What is known of the open repository's tags. */
  sealed interface TagsState {
    /** No repository is open. */
    record None() implements TagsState {}

    /** The names are being listed; some may be there already. */
    record Loading(ImageReference repository) implements TagsState {}

    /** All names are there. */
    record Listed(ImageReference repository) implements TagsState {}

    /** They cannot be listed. */
    record Failed(ImageReference repository, Failure failure) implements TagsState {}
  }

  /**
   * A view-model that has asked for nothing yet.
   *
   * @param withLogin the registries that a login is kept for; may block, runs on {@code io}
   */
  public RegistriesViewModel(
      RegistryClient client,
      Supplier<? extends Collection<String>> withLogin,
      SettingsStore settings,
      Executor io,
      Executor fx) {
    this.client = client;
    this.book = new RegistryBook(withLogin, settings);
    this.io = io;
    this.fx = fx;
    listing = new DetailLoader(io, fx, "list the tags of");
    rowUpdates = new FxCoalescer(fx);
  }

  ObservableList<RegistryItem> registries() {
    return registriesView;
  }

  /** The open repository's rows, the highest version first. */
  ReadOnlyObjectProperty<List<TagRow>> tagsProperty() {
    return tags.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<TagsState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Reads the list of registries; what is known of each stays. */
  void refresh() {
    io.execute(() -> {
      List<RegistryItem> found = load();
      fx.execute(() -> registries.setAll(found.stream().map(this::keepKnown).toList()));
    });
  }

  private List<RegistryItem> load() {
    try {
      return book.load();
    } catch (FailureException e) {
      // A config.json that cannot be read must not hide the rest; the registry says it when opened.
      return new RegistryBook(List::of, book.settings()).load();
    }
  }

  private RegistryItem keepKnown(RegistryItem fresh) {
    return find(fresh.host())
        .filter(old -> old.insecure() == fresh.insecure())
        .map(old -> fresh.with(old.state(), old.repositories(), old.failure()))
        .orElse(fresh);
  }

  Optional<RegistryItem> find(String host) {
    return registries.stream().filter(item -> item.host().equals(host)).findFirst();
  }

  /** Adds a registry; false when the text is not the address of one. */
  boolean add(String typed, boolean insecure) {
    Optional<String> host = RegistryBook.host(typed);
    host.ifPresent(h -> {
      book.add(h, insecure);
      refresh();
    });
    return host.isPresent();
  }

  /** Forgets a registry that was added. */
  void remove(String host) {
    book.remove(host);
    refresh();
  }

  /** Asks a registry for its repositories, unless it was asked already. */
  void open(String host) {
    find(host)
        .filter(item -> item.state() == RegistryItem.State.NEW)
        .ifPresent(item -> reload(host));
  }

  /** Asks a registry for its repositories anew. */
  void reload(String host) {
    update(host, item -> item.with(RegistryItem.State.LOADING, item.repositories(), null));
    io.execute(() -> list(host));
  }

  private void list(String host) {
    TreeSet<String> names = new TreeSet<>();
    try {
      client.ping(host);
      if (!host.equals(ImageReference.DOCKER_HUB)) { // it has none, and says so with a 401
        client.catalog(
            host,
            page -> {
              names.addAll(page);
              List<String> soFar = List.copyOf(names);
              later(host, item -> item.with(RegistryItem.State.LOADING, soFar, null));
            });
        List<String> all = List.copyOf(names);
        later(host, item -> item.with(RegistryItem.State.LISTED, all, null));
        return;
      }
    } catch (FailureException e) {
      if (!isRefusal(e.failure())) {
        later(host, i -> i.with(RegistryItem.State.FAILED, i.repositories(), e.failure()));
        return;
      }
    }
    later(host, item -> item.with(RegistryItem.State.NO_LIST, item.repositories(), null));
  }

  /** A registry that answers, but not this question. */
  private static boolean isRefusal(Failure failure) {
    boolean list = failure.action().startsWith("list");
    return list
        && (failure instanceof Failure.Unauthorized
            || failure instanceof Failure.Denied
            || failure instanceof Failure.NotFound
            || failure instanceof Failure.Unsupported);
  }

  private void later(String host, UnaryOperator<RegistryItem> change) {
    fx.execute(() -> update(host, change));
  }

  private void update(String host, UnaryOperator<RegistryItem> change) {
    for (int i = 0; i < registries.size(); i++) {
      if (registries.get(i).host().equals(host)) {
        registries.set(i, change.apply(registries.get(i)));
      }
    }
  }

  /**
   * Opens a repository that a person typed for a registry; what is wrong with it, or empty.
   *
   * @param host the registry that is chosen, or empty for one that the text names
   */
  String type(String host, String text) {
    try {
      boolean hub = host.isEmpty() || host.equals(ImageReference.DOCKER_HUB);
      boolean full = hub || text.strip().startsWith(host + "/");
      ImageReference typed = ImageReference.parse(full ? text : host + "/" + text.strip());
      ImageReference repository = new ImageReference(typed.domain(), typed.path(), null, null);
      update(typed.domain(), item -> withRepository(item, repository.path()));
      openRepository(repository);
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static RegistryItem withRepository(RegistryItem item, String path) {
    List<String> names = new ArrayList<>(new TreeSet<>(item.repositories()));
    if (!names.contains(path)) {
      names.add(path);
    }
    return item.with(item.state(), names, item.failure());
  }

  /** Lists a repository's tags; the one before is left. */
  void openRepository(ImageReference repository) {
    stopLoader();
    tags.set(List.of());
    state.set(new TagsState.Loading(repository));
    TagLoader[] self = new TagLoader[1];
    TagLoader mine =
        new TagLoader(
            client,
            repository,
            io,
            rows ->
                rowUpdates.submit(() -> {
                  if (loader == self[0]) {
                    tags.set(rows);
                  }
                }));
    self[0] = mine;
    loader = mine;
    listing.<Boolean>load(
        repository.toString(),
        () -> {
          mine.list();
          return true;
        },
        _ -> state.set(new TagsState.Listed(repository)),
        failure -> state.set(new TagsState.Failed(repository, failure)));
  }

  /** Lists the open repository's tags anew. */
  void reloadRepository() {
    switch (state.get()) {
      case TagsState.None _ -> {}
      case TagsState.Loading s -> openRepository(s.repository());
      case TagsState.Listed s -> openRepository(s.repository());
      case TagsState.Failed s -> openRepository(s.repository());
    }
  }

  /** The tags of a repository may be others by now: it is listed anew where it is open. */
  public void changed(ImageReference repository) {
    find(repository.domain())
        .filter(item -> !item.repositories().contains(repository.path()))
        .filter(item -> item.state() != RegistryItem.State.NEW)
        .ifPresent(_ -> update(repository.domain(), i -> withRepository(i, repository.path())));
    ImageReference open =
        switch (state.get()) {
          case TagsState.None _ -> null;
          case TagsState.Loading s -> s.repository();
          case TagsState.Listed s -> s.repository();
          case TagsState.Failed s -> s.repository();
        };
    if (open != null && open.name().equals(repository.name())) {
      reloadRepository();
    }
  }

  /** Another login is kept for a registry by now: it is asked anew. */
  public void loginChanged(String host) {
    io.execute(() -> {
      List<RegistryItem> found = load();
      fx.execute(() -> {
        registries.setAll(found.stream().map(this::keepKnown).toList());
        reload(host);
      });
    });
  }

  /** The row of a tag came into sight: the rest of it is looked up. */
  void want(String tag) {
    TagLoader now = loader;
    if (now != null) {
      now.want(tag);
    }
  }

  /** What is inside a tag; blocks, for a {@link DetailLoader}. */
  TagContents contents(TagRow row, Platform platform) {
    return TagContents.load(client, row.reference(), platform);
  }

  /** A loader for a detail tab. */
  DetailLoader detailLoader() {
    return new DetailLoader(io, fx, "look into");
  }

  /** Ends what is still being looked up, as the view goes out of sight. */
  void pause() {
    stopLoader();
    listing.cancel();
  }

  private void stopLoader() {
    TagLoader old = loader;
    loader = null;
    if (old != null) {
      old.stop();
    }
  }
}
