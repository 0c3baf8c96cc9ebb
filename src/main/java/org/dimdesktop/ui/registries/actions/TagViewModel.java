package org.dimdesktop.ui.registries.actions;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Strings;

/** A new name for an image at its registry, and what stands under that name now. */
final class TagViewModel {
  private static final long REST_MILLIS = 300;

  final StringProperty name = new SimpleStringProperty("");
  final BooleanBinding valid = Bindings.createBooleanBinding(this::isValid, name);
  private final ReadOnlyObjectWrapper<Standing> standing =
      new ReadOnlyObjectWrapper<>(Standing.UNKNOWN);
  private final RegistryClient client;
  private final ImageReference image;
  private final DetailLoader loader;

  /** What is known of the name. */
  enum Standing {
    UNKNOWN,
    FREE,
    /** It stands for this very image. */
    SAME,
    /** It stands for another one and would be moved. */
    TAKEN
  }

  TagViewModel(RegistryClient client, ImageReference image, Executor io, Executor fx) {
    this.client = client;
    this.image = image;
    Executor rested = CompletableFuture.delayedExecutor(REST_MILLIS, TimeUnit.MILLISECONDS, io);
    loader = new DetailLoader(rested, fx, Strings.get("registries.job.look"));
    name.addListener((_, _, _) -> look());
  }

  ReadOnlyObjectProperty<Standing> standingProperty() {
    return standing.getReadOnlyProperty();
  }

  private boolean isValid() {
    return !name.get().isBlank() && problem().isEmpty();
  }

  /** What is wrong with the name, for a person; empty while nothing is typed or all is right. */
  String problem() {
    if (name.get().isBlank()) {
      return "";
    }
    try {
      ImageReference typed = target();
      if (typed.digest() != null || typed.tag() == null) {
        return Strings.get("registries.tag.wanted");
      }
      if (!typed.domain().equals(image.domain())) {
        return Strings.get("registries.tag.elsewhere", image.domain());
      }
      return typed.equals(image) ? Strings.get("registries.copy.same") : "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * The whole name: what holds neither a colon nor a slash is a tag of the same repository.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  ImageReference target() {
    String typed = name.get().strip();
    return typed.contains("/") || typed.contains(":")
        ? ImageReference.parse(typed)
        : ImageReference.parse(image.name() + ":" + typed);
  }

  private void look() {
    standing.set(Standing.UNKNOWN);
    if (!isValid()) {
      loader.cancel();
      return;
    }
    ImageReference wanted = target();
    loader.load(
        wanted.familiar(),
        () -> {
          Digest there = client.head(wanted).digest();
          return there.equals(client.head(image).digest()) ? Standing.SAME : Standing.TAKEN;
        },
        standing::set,
        failure ->
            standing.set(failure instanceof Failure.NotFound ? Standing.FREE : Standing.UNKNOWN));
  }

  /** Looks nothing up any more. */
  void close() {
    loader.cancel();
  }
}
