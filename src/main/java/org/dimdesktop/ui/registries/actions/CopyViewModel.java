package org.dimdesktop.ui.registries.actions;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.copy.Choice;
import org.dimdesktop.registry.copy.Sync;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Strings;

/**
 * Where tags are to be copied to, and what that would move: looked up anew whenever a choice
 * changes. JavaFX thread only; its requests run on the services' threads.
 */
final class CopyViewModel {
  private static final long REST_MILLIS = 400;

  final StringProperty target = new SimpleStringProperty("");

  final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.ALL);
  final ObjectProperty<Sync> sync = new SimpleObjectProperty<>(Sync.DIFFERENT);
  final BooleanBinding valid = Bindings.createBooleanBinding(this::isValid, target);
  private final ReadOnlyObjectWrapper<CopyPreview> preview =
      new ReadOnlyObjectWrapper<>(new CopyPreview.None());
  private final RegistryJobs jobs;
  private final ImageReference repository;
  private final List<String> tags;
  private final DetailLoader loader;

  /**
   * A form.
   *
   * @param tags which of the repository's; empty for all
   */
  CopyViewModel(
      RegistryJobs jobs, ImageReference repository, List<String> tags, Executor io, Executor fx) {
    this.jobs = jobs;
    this.repository = new ImageReference(repository.domain(), repository.path(), null, null);
    this.tags = List.copyOf(tags);
    Executor rested = CompletableFuture.delayedExecutor(REST_MILLIS, TimeUnit.MILLISECONDS, io);
    loader = new DetailLoader(rested, fx, Strings.get("registries.job.look"));
    target.addListener((_, _, _) -> look());
    choice.addListener((_, _, _) -> look());
    sync.addListener((_, _, _) -> look());
  }

  ImageReference repository() {
    return repository;
  }

  List<String> tags() {
    return tags;
  }

  ReadOnlyObjectProperty<CopyPreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  private boolean isValid() {
    return !target.get().isBlank() && problem().isEmpty();
  }

  /** What is wrong with the target, for a person; empty while nothing is typed or all is right. */
  String problem() {
    if (target.get().isBlank()) {
      return "";
    }
    try {
      ImageReference typed = ImageReference.parse(target.get());
      if (typed.digest() != null) {
        return Strings.get("registries.copy.nodigest");
      }
      if (tags.size() != 1 && typed.tag() != null) {
        return Strings.get("registries.copy.notag");
      }
      boolean same = typed.name().equals(repository.name());
      boolean sameTag = typed.tag() == null || List.of(typed.tag()).equals(tags);
      return same && sameTag ? Strings.get("registries.copy.same") : "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * What to copy where; a single tag keeps its name where none is typed.
   *
   * @throws IllegalArgumentException saying what is wrong with the target
   */
  CopyRequest request() {
    Sync chosen = tags.size() == 1 ? Sync.DIFFERENT : sync.get();
    return new CopyRequest(
        repository, tags, ImageReference.parse(target.get()), choice.get(), chosen);
  }

  private void look() {
    if (!isValid()) {
      loader.cancel();
      preview.set(new CopyPreview.None());
      return;
    }
    CopyRequest request = request();
    preview.set(new CopyPreview.Loading());
    loader.load(
        request.what(),
        () -> jobs.estimate(request),
        tagsThere -> preview.set(new CopyPreview.Known(tagsThere)),
        failure -> preview.set(new CopyPreview.Failed(failure)));
  }

  /** Looks nothing up any more. */
  void close() {
    loader.cancel();
  }
}
