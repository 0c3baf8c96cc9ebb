package org.dimdesktop.ui.registries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.ui.common.DetailLoader;

/**
 * The registries and what is known of their repositories. Each is asked on its own, so that one
 * that is down holds up no other. JavaFX thread only; its requests run on {@code io}.
 */
final class RegistryList {
  private static final long NANOS_BETWEEN_PAGES = TimeUnit.MILLISECONDS.toNanos(150);

  private final RegistryClient client;
  private final RegistryBook book;
  private final Executor io;
  private final Executor fx;
  private final Map<String, DetailLoader> loaders = new HashMap<>();
  private final ObservableList<RegistryItem> items = FXCollections.observableArrayList();

  /** Kept, because it listens weakly: one made for each caller would fall silent with a GC. */
  private final ObservableList<RegistryItem> view = FXCollections.unmodifiableObservableList(items);

  RegistryList(RegistryClient client, RegistryBook book, Executor io, Executor fx) {
    this.client = client;
    this.book = book;
    this.io = io;
    this.fx = fx;
  }

  ObservableList<RegistryItem> items() {
    return view;
  }

  Optional<RegistryItem> find(String host) {
    return items.stream().filter(item -> item.host().equals(host)).findFirst();
  }

  /** Reads the list of registries; what is known of each stays. */
  void refresh() {
    io.execute(() -> {
      List<RegistryItem> found = load();
      fx.execute(() -> items.setAll(found.stream().map(this::keepKnown).toList()));
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
        .map(fresh::knowing)
        .orElse(fresh);
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

  /** Keeps a repository that its registry does not list, for the next time. */
  void remember(ImageReference repository) {
    boolean known =
        find(repository.domain())
            .map(item -> item.repositories().contains(repository.path()))
            .orElse(true);
    if (!known) {
      book.remember(repository, true);
      refresh();
    }
  }

  /** Forgets a repository that was opened by name. */
  void forget(ImageReference repository) {
    book.remember(repository, false);
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
    update(host, item -> item.with(RegistryItem.State.LOADING, item.listed()));
    loaders
        .computeIfAbsent(host, _ -> new DetailLoader(io, fx, "list the repositories of"))
        .load(
            host,
            () -> list(host),
            names -> update(host, item -> item.with(RegistryItem.State.LISTED, names)),
            failure -> update(host, item -> failed(item, failure)));
  }

  /** Ends what is being asked; it is asked anew when it is opened again. */
  void pause() {
    loaders.values().forEach(DetailLoader::cancel);
    for (RegistryItem item : List.copyOf(items)) {
      if (item.state() == RegistryItem.State.LOADING) {
        update(item.host(), i -> i.with(RegistryItem.State.NEW, i.listed()));
      }
    }
  }

  private List<String> list(String host) {
    client.ping(host);
    if (host.equals(ImageReference.DOCKER_HUB)) { // it has none, and says so with a 401
      throw new FailureException(
          new Failure.Unsupported("list the repositories of", host, "it does not give the list"));
    }
    TreeSet<String> names = new TreeSet<>();
    long[] told = {System.nanoTime() - NANOS_BETWEEN_PAGES};
    client.catalog(
        host,
        page -> {
          names.addAll(page);
          if (System.nanoTime() - told[0] >= NANOS_BETWEEN_PAGES) {
            told[0] = System.nanoTime();
            List<String> soFar = List.copyOf(names);
            fx.execute(() ->
                update(
                    host,
                    item ->
                        item.state() == RegistryItem.State.LOADING
                            ? item.with(RegistryItem.State.LOADING, soFar)
                            : item));
          }
        });
    return List.copyOf(names);
  }

  /** A registry may well answer, but not this question. */
  private static RegistryItem failed(RegistryItem item, Failure failure) {
    boolean list = failure.action().startsWith("list");
    return switch (failure) {
      case Failure.Unauthorized f -> item.failed(RegistryItem.State.LOGIN, f);
      case Failure.Denied _, Failure.NotFound _, Failure.Unsupported _ when list ->
          item.with(RegistryItem.State.NO_LIST, item.listed());
      default -> item.failed(RegistryItem.State.FAILED, failure);
    };
  }

  private void update(String host, UnaryOperator<RegistryItem> change) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).host().equals(host)) {
        items.set(i, change.apply(items.get(i)));
      }
    }
  }
}
