package org.dimdesktop.ui.images;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.engine.Freshness;
import org.dimdesktop.engine.Listing;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.engine.container.RunSpec;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.engine.image.PrunePreview;
import org.dimdesktop.engine.image.PruneResult;
import org.dimdesktop.engine.image.RegistryAuth;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Bulk;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Subscription;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.FxCoalescer;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/**
 * The images of the engine, what is known of the selected one, and what can be done with them. Used
 * on the thread of {@code fx}; what blocks runs on {@code io}.
 */
public final class ImagesViewModel {
  private final Services services;
  private final DetailLoader details;
  private final FxCoalescer updates;
  private final FxCoalescer statuses;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final ReadOnlyObjectWrapper<Listing<ImageRow>> rows =
      new ReadOnlyObjectWrapper<>(
          new Listing<>(List.of(), new Freshness(Freshness.Kind.LOADING, null)));
  private final ReadOnlyObjectWrapper<EngineStatus> status;
  private final ReadOnlyObjectWrapper<ImageDetail> detail =
      new ReadOnlyObjectWrapper<>(new ImageDetail.None());
  private @Nullable String loaded;

  /**
   * What the images stand on.
   *
   * @param credentials finds what a registry is shown, or null; may block, called on {@code io}
   * @param marks what is known to be behind its registry
   * @param io runs blocking work, each on a thread of its own
   */
  public record Services(
      EngineState state,
      ImageService images,
      ContainerService containers,
      OperationQueue operations,
      Function<ImageReference, @Nullable RegistryAuth> credentials,
      OutdatedMarks marks,
      Executor io,
      Executor fx) {}

  /** Begins to listen at {@link #shown}. */
  public ImagesViewModel(Services services) {
    this.services = services;
    details = new DetailLoader(services.io(), services.fx(), Strings.get("images.action.inspect"));
    updates = new FxCoalescer(services.fx());
    statuses = new FxCoalescer(services.fx());
    status = new ReadOnlyObjectWrapper<>(services.state().status());
    services.marks().behindProperty().addListener((_, _, _) -> publish(services.state().images()));
  }

  /** Follows the engine until {@link #hidden}. */
  public void shown() {
    hidden();
    EngineState state = services.state();
    rows.set(rows(state.images())); // what is known stands in the first frame
    subscriptions.add(state.onStatus(now -> statuses.submit(() -> status.set(now))));
    subscriptions.add(state.onImages(this::publish));
    subscriptions.add(state.watch());
  }

  /** Leaves the engine alone; what was read is kept. */
  public void hidden() {
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
  }

  private void publish(Listing<ImageSummary> listing) {
    Listing<ImageRow> next = rows(listing);
    updates.submit(() -> rows.set(next));
  }

  private Listing<ImageRow> rows(Listing<ImageSummary> listing) {
    return new Listing<>(ImageRow.of(listing.items(), behind()), listing.freshness());
  }

  private OutdatedMarks.Behind behind() {
    return services.marks().behindProperty().get();
  }

  /** One row for each name, and how true they are. */
  public ReadOnlyObjectProperty<Listing<ImageRow>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** How things stand with the engine. */
  public ReadOnlyObjectProperty<EngineStatus> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /** What is known of the selected image. */
  public ReadOnlyObjectProperty<ImageDetail> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** Loads the details of a row and drops those of the one before; null for none. */
  public void select(@Nullable ImageRow row) {
    if (row == null) {
      details.cancel();
      loaded = null;
      detail.set(new ImageDetail.None());
      return;
    }
    // A row that only changed its users keeps what was read: an image never changes.
    if (row.key().equals(loaded) && sameImage(row)) {
      return;
    }
    loaded = row.key();
    detail.set(new ImageDetail.Loading(row));
    String id = row.image().id();
    details.load(
        row.title(),
        () ->
            new ImageDetail.Loaded(
                row, services.images().inspect(id), services.images().history(id)),
        detail::set,
        failure -> {
          loaded = null;
          detail.set(new ImageDetail.Failed(row, failure));
        });
  }

  private boolean sameImage(ImageRow row) {
    return switch (detail.get()) {
      case ImageDetail.Loading d -> d.row().image().id().equals(row.image().id());
      case ImageDetail.Loaded d -> sameTags(d.row().image(), row.image());
      default -> false;
    };
  }

  private static boolean sameTags(ImageSummary before, ImageSummary now) {
    return before.id().equals(now.id())
        && before.repoTags().equals(now.repoTags())
        && before.usedBy().equals(now.usedBy());
  }

  /** The names of all images, for completion. */
  public List<String> names() {
    return services.state().images().items().stream()
        .flatMap(image -> image.repoTags().stream())
        .filter(name -> !name.startsWith(ImageRow.NONE))
        .distinct()
        .sorted()
        .toList();
  }

  /** Says whether a container has this name. */
  public boolean isContainerName(String name) {
    return services.state().containers().items().stream()
        .map(ContainerSummary::names)
        .anyMatch(names -> names.contains(name));
  }

  /** Starts a pull; it goes on whatever is shown. */
  public Operation<String> pull(PullForm.Request request) {
    return services
        .operations()
        .submit(
            Operation.Kind.PULL,
            Strings.get("images.action.pull"),
            request.reference().familiar(),
            context ->
                services
                    .images()
                    .pull(
                        request.reference(),
                        request.platform(),
                        services.credentials().apply(request.reference()),
                        context));
  }

  /** Starts a push of a name; it goes on whatever is shown. */
  public Operation<?> push(ImageRow row) {
    ImageReference reference = ImageReference.parse(row.reference());
    return services
        .operations()
        .submit(
            Operation.Kind.PUSH,
            Strings.get("images.action.push"),
            reference.familiar(),
            context ->
                services
                    .images()
                    .push(reference, services.credentials().apply(reference), context));
  }

  /** Gives an image one more name; blocks. */
  public void tag(ImageRow row, ImageReference name) {
    services.images().tag(row.image().id(), name);
  }

  /**
   * Removes names, each one's result apart, and tells at the end, on {@code fx}; not if it was
   * cancelled.
   */
  public Operation<?> remove(List<ImageRow> wanted, boolean force, Consumer<RemoveOutcome> done) {
    String verb = Strings.get("images.action.remove");
    // One after the other: an image that others build on goes only after them.
    Bulk<ImageRow> bulk =
        new Bulk<>(verb, wanted, ImageRow::title, row -> remove(row, force), 1, services.io());
    String subject =
        wanted.size() == 1
            ? wanted.getFirst().title()
            : Strings.get("images.several", wanted.size());
    Operation<?> removal = services.operations().submit(Operation.Kind.REMOVE, verb, subject, bulk);
    var _ =
        removal
            .future()
            .whenComplete((_, _) -> {
              if (removal.state() != Operation.State.CANCELLED) {
                RemoveOutcome outcome = outcome(removal, bulk, force);
                services.fx().execute(() -> done.accept(outcome));
              }
            });
    return removal;
  }

  private void remove(ImageRow row, boolean force) {
    try {
      services.images().remove(row.reference(), force);
    } catch (FailureException e) {
      if (!(e.failure() instanceof Failure.NotFound)) { // what is gone already was wanted gone
        throw e;
      }
    }
  }

  private static RemoveOutcome outcome(Operation<?> removal, Bulk<ImageRow> bulk, boolean force) {
    List<RemoveOutcome.Blocked> blocked = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    bulk.failures()
        .forEach((row, failure) -> {
          if (failure instanceof Failure.Conflict conflict && !force) {
            blocked.add(new RemoveOutcome.Blocked(row, conflict));
          } else {
            failures.add(failure);
          }
        });
    return new RemoveOutcome(removal, blocked, failures);
  }

  /** Forgets an operation that has ended. */
  void dismiss(Operation<?> ended) {
    services.operations().dismiss(ended);
  }

  /** What a prune would remove; blocks. */
  public PrunePreview prunePreview(boolean allUnused) {
    return services.images().prunePreview(allUnused);
  }

  /** Starts a prune. */
  public Operation<PruneResult> prune(boolean allUnused) {
    return services
        .operations()
        .submit(
            Operation.Kind.PRUNE,
            Strings.get("images.action.prune"),
            Strings.get(allUnused ? "images.prune.unused" : "images.prune.dangling"),
            context -> prune(allUnused, context));
  }

  private PruneResult prune(boolean allUnused, OperationContext context) {
    PruneResult result = services.images().prune(allUnused);
    result.deleted().forEach(context::line);
    String gained =
        Strings.get("images.prune.result", result.deleted().size(), ByteSize.text(result.bytes()));
    context.line(gained);
    context.report(
        Progress.of("", Progress.Phase.DONE, 0, Progress.UNKNOWN, Progress.Unit.NONE)
            .withNote(gained));
    return result;
  }

  /** Makes a container and starts it; the result is its id. */
  public Operation<String> run(String title, RunSpec spec) {
    return services
        .operations()
        .submit(
            Operation.Kind.RUN,
            Strings.get("images.action.run"),
            title,
            _ -> services.containers().run(spec));
  }

  /** The rows as the engine is known now, also while nothing is shown. */
  List<ImageRow> current() {
    return ImageRow.of(services.state().images().items(), behind());
  }

  /** Tries to reach the engine at once. */
  void retry() {
    services.state().refresh();
  }

  Executor io() {
    return services.io();
  }

  Executor fx() {
    return services.fx();
  }
}
