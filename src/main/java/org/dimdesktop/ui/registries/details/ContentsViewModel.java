package org.dimdesktop.ui.registries.details;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.referrers.Document;
import org.dimdesktop.registry.referrers.DocumentContent;
import org.dimdesktop.registry.referrers.DocumentReader;
import org.dimdesktop.registry.referrers.Referrers;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.ui.common.DetailLoader;
import org.jspecify.annotations.Nullable;

/**
 * What is inside one tag; loaded once for all tabs. Which entry of an index is chosen holds for all
 * of them too. JavaFX thread only; its requests run on {@code io}.
 */
public final class ContentsViewModel {
  /** Indexes of more platforms do not get the sizes of all of them. */
  private static final int MAX_SIZES = 40;

  private final RegistryClient client;
  private final Executor io;
  private final Executor fx;
  private final DetailLoader loader;
  private final DetailLoader sizer;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.None());
  private final ReadOnlyObjectWrapper<Map<Digest, Long>> sizes =
      new ReadOnlyObjectWrapper<>(Map.of());
  private @Nullable ImageReference shown;
  private @Nullable Digest digest;

  /** What is known of the tag. */
  sealed interface State {
    /** No tag is shown. */
    record None() implements State {}

    /** It is being looked into. */
    record Loading() implements State {}

    /** All of it is there. */
    record Loaded(TagContents contents) implements State {}

    /** It cannot be looked into. */
    record Failed(Failure failure) implements State {}
  }

  /** Asks through {@code client} on {@code io}, and tells on {@code fx}. */
  public ContentsViewModel(RegistryClient client, Executor io, Executor fx) {
    this.client = client;
    this.io = io;
    this.fx = fx;
    loader = loader();
    sizer = loader();
  }

  /** A loader of one more thing about the tag. */
  DetailLoader loader() {
    return new DetailLoader(io, fx, "look into");
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Bytes to download for each entry of the index, as far as they are known. */
  ReadOnlyObjectProperty<Map<Digest, Long>> sizesProperty() {
    return sizes.getReadOnlyProperty();
  }

  /**
   * Looks into a tag, unless it is the one that is shown already.
   *
   * @param known what it points to, or null when that is not known yet
   */
  void show(ImageReference tag, @Nullable Digest known) {
    boolean same = tag.equals(shown) && !(state.get() instanceof State.None);
    boolean moved = known != null && digest != null && !known.equals(digest);
    if (same && !moved) {
      digest = digest == null ? known : digest;
      return;
    }
    shown = tag;
    digest = known;
    sizer.cancel();
    sizes.set(Map.of());
    state.set(new State.Loading());
    ImageReference exact = known == null ? tag : tag.withDigest(known);
    load(tag, () -> TagContents.load(client, tag, exact));
  }

  /** Looks into another entry of the index. */
  void choose(Descriptor child) {
    if (state.get() instanceof State.Loaded now
        && now.contents().top().isIndex()
        && !child.equals(now.contents().chosen())) {
      load(now.contents().tag(), () -> now.contents().of(client, child));
    }
  }

  private void load(ImageReference tag, java.util.concurrent.Callable<TagContents> work) {
    loader.load(
        tag.toString(),
        work,
        contents -> {
          digest = contents.top().descriptor().digest();
          state.set(new State.Loaded(contents));
        },
        failure -> state.set(new State.Failed(failure)));
  }

  /** Looks into the tag again, after a failure. */
  void retry() {
    ImageReference tag = shown;
    if (tag != null) {
      shown = null;
      show(tag, digest);
    }
  }

  /** Ends what is being loaded; what is there stays for the next tab. */
  void rest() {
    sizer.cancel();
    if (state.get() instanceof State.Loading) {
      loader.cancel();
      state.set(new State.None());
    }
  }

  /** Finds out how much there is to download for each platform: a request each, one by one. */
  void loadSizes() {
    if (!(state.get() instanceof State.Loaded now) || !now.contents().top().isIndex()) {
      return;
    }
    ImageReference tag = now.contents().tag();
    List<Descriptor> children = now.contents().top().children().stream().limit(MAX_SIZES).toList();
    Map<Digest, Long> known = new HashMap<>(sizes.get());
    sizer.<Boolean>load(
        tag.toString(),
        () -> {
          for (Descriptor child : children) {
            if (!known.containsKey(child.digest())) {
              known.put(
                  child.digest(), client.manifest(tag.withDigest(child.digest())).contentSize());
              Map<Digest, Long> soFar = Map.copyOf(known);
              fx.execute(() -> keepSizes(tag, soFar));
            }
          }
          return true;
        },
        _ -> {},
        _ -> {}); // the sizes are not worth an alarm: those that are known stand
  }

  private void keepSizes(ImageReference tag, Map<Digest, Long> soFar) {
    if (tag.equals(shown)) {
      sizes.set(soFar);
    }
  }

  /** What is attached to the tag; blocks, for a {@link #loader}. */
  List<Document> documents(TagContents contents) {
    Digest image = contents.image() == null ? null : contents.image().descriptor().digest();
    return new Referrers(client).find(contents.tag(), contents.top(), image);
  }

  /** What a document says; blocks, for a {@link #loader}. */
  DocumentContent read(Document document) throws FailureException {
    return new DocumentReader(client).read(document);
  }
}
