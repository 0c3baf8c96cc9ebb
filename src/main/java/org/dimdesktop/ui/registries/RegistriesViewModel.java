package org.dimdesktop.ui.registries;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import org.dimdesktop.engine.Freshness;
import org.dimdesktop.engine.Listing;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.TagInspector;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.task.Subscription;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.FxCoalescer;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.registries.details.ContentsViewModel;
import org.jspecify.annotations.Nullable;

/**
 * What the registries view shows: registries, their repositories, the tags of the one that is open.
 * JavaFX thread only; its requests run on {@code io}.
 */
public final class RegistriesViewModel {
  private final Services services;
  private final RegistryList registries;
  private final ContentsViewModel contents;
  private final DetailLoader listing;
  private final FxCoalescer rowUpdates;
  private final ReadOnlyObjectWrapper<List<TagRow>> tags = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<TagsState> state =
      new ReadOnlyObjectWrapper<>(new TagsState.None());
  private volatile Listing<ImageSummary> images =
      new Listing<>(List.of(), new Freshness(Freshness.Kind.LOADING, null));
  private @Nullable Subscription following;
  private volatile @Nullable TagLoader loader;
  private boolean grouped;

  /**
   * What the registries stand on.
   *
   * @param withLogin the registries that a login is kept for; may block, runs on {@code io}
   * @param images listens to the engine's images
   * @param io runs blocking work, each on a thread of its own
   */
  public record Services(
      RegistryClient client,
      TagInspector inspector,
      Supplier<? extends Collection<String>> withLogin,
      SettingsStore settings,
      OperationQueue operations,
      Function<Consumer<Listing<ImageSummary>>, Subscription> images,
      Executor io,
      Executor fx) {}

  /** A view-model that has asked for nothing yet. */
  public RegistriesViewModel(Services services) {
    this.services = services;
    registries =
        new RegistryList(
            services.client(),
            new RegistryBook(services.withLogin(), services.settings()),
            services.io(),
            services.fx());
    contents = new ContentsViewModel(services.client(), services.io(), services.fx());
    listing = new DetailLoader(services.io(), services.fx(), "list the tags of");
    rowUpdates = new FxCoalescer(services.fx());
  }

  RegistryList list() {
    return registries;
  }

  ObservableList<RegistryItem> registries() {
    return registries.items();
  }

  Optional<RegistryItem> find(String host) {
    return registries.find(host);
  }

  /** What is inside the selected tag. */
  ContentsViewModel contents() {
    return contents;
  }

  /** The open repository's rows, the highest version first. */
  public ReadOnlyObjectProperty<List<TagRow>> tagsProperty() {
    return tags.getReadOnlyProperty();
  }

  /** The open repository, and how far its tags are listed. */
  public ReadOnlyObjectProperty<TagsState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The view came into sight: reads which registries there are, and goes on where it was. */
  public void shown() {
    registries.refresh();
    if (following == null) {
      following = services.images().apply(this::compareWith);
    }
    reloadRepository();
  }

  /** Ends what is still being looked up, as the view goes out of sight. */
  public void hidden() {
    registries.pause();
    listing.cancel();
    stopLoader();
    Subscription open = following;
    following = null;
    if (open != null) {
      open.close();
    }
  }

  /** Called on a thread of the engine's. */
  private void compareWith(Listing<ImageSummary> now) {
    images = now;
    TagLoader open = loader;
    if (open != null) {
      open.compareWith(LocalTags.of(now, open.repository()));
    }
  }

  /** Asks a registry for its repositories anew. */
  public void reload(String host) {
    registries.reload(host);
  }

  /**
   * Opens a repository that a person typed for a registry; what is wrong with it, or empty.
   *
   * @param host the registry that is chosen, or empty for one that the text names
   */
  String type(String host, String text) {
    try {
      boolean hub = host.isEmpty() || host.equals(ImageReference.DOCKER_HUB);
      boolean full =
          hub
              || registries.items().stream()
                  .anyMatch(item -> text.strip().startsWith(item.host() + "/"));
      ImageReference typed = ImageReference.parse(full ? text : host + "/" + text.strip());
      openRepository(new ImageReference(typed.domain(), typed.path(), null, null));
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Lists a repository's tags; the one before is left. */
  public void openRepository(ImageReference repository) {
    stopLoader();
    boolean again = repository.equals(state.get().repository()) && !tags.get().isEmpty();
    if (!again) {
      tags.set(List.of());
    }
    state.set(new TagsState.Loading(repository));
    TagLoader[] self = new TagLoader[1];
    TagLoader mine =
        new TagLoader(
            new TagLoader.Sources(services.client(), services.inspector(), services.io()),
            repository,
            again,
            rows ->
                rowUpdates.submit(() -> {
                  if (loader == self[0]) {
                    tags.set(rows);
                  }
                }));
    self[0] = mine;
    loader = mine;
    mine.group(grouped);
    mine.compareWith(LocalTags.of(images, repository));
    listing.load(
        repository.toString(),
        mine::list,
        rows -> {
          tags.set(rows); // who hears that all are listed has them
          state.set(new TagsState.Listed(repository));
          registries.remember(repository);
        },
        failure -> state.set(new TagsState.Failed(repository, failure)));
  }

  /** Lists the open repository's tags anew; those that are there stand meanwhile. */
  public void reloadRepository() {
    ImageReference open = state.get().repository();
    if (open != null) {
      openRepository(open);
    }
  }

  /** The tags of a repository may be others by now: it is listed anew where it is open. */
  public void changed(ImageReference repository) {
    find(repository.domain())
        .filter(item -> item.state() != RegistryItem.State.NEW)
        .filter(item -> !item.repositories().contains(repository.path()))
        .ifPresent(item -> registries.reload(item.host()));
    ImageReference open = state.get().repository();
    if (open != null && open.name().equals(repository.name())) {
      reloadRepository();
    }
  }

  /** Another login is kept for a registry by now: it is asked anew. */
  public void loginChanged(String host) {
    registries.refresh();
    find(host).ifPresent(item -> registries.reload(item.host()));
  }

  /** The row of a tag came into sight: the rest of it is looked up. */
  void want(String tag) {
    TagLoader now = loader;
    if (now != null) {
      now.want(tag);
    }
  }

  /** Puts tags that share a digest together, as far as digests are known. */
  void group(boolean on) {
    grouped = on;
    TagLoader now = loader;
    if (now != null) {
      now.group(on);
    }
  }

  /** Looks up the digest of every tag of the open repository, as an operation. */
  void loadDigests() {
    TagLoader now = loader;
    if (now != null) {
      services
          .operations()
          .<Boolean>submit(
              Operation.Kind.OTHER,
              Strings.get("registries.digests.operation"),
              now.repository().familiar(),
              context -> {
                now.loadDigests(context);
                return true;
              });
    }
  }

  private void stopLoader() {
    TagLoader old = loader;
    loader = null;
    if (old != null) {
      old.stop();
    }
  }
}
