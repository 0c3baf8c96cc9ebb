package org.dimdesktop.ui.images;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/** What a person types to pull an image, and whether it is a reference yet. */
final class PullForm {
  static final List<String> PLATFORMS =
      List.of("linux/amd64", "linux/arm64", "linux/arm/v7", "linux/386", "linux/s390x");

  final StringProperty name = new SimpleStringProperty("");
  final StringProperty platform = new SimpleStringProperty("");
  final BooleanBinding valid = Bindings.createBooleanBinding(this::check, name, platform);

  /**
   * What to pull.
   *
   * @param platform null for the one that the engine prefers
   */
  record Request(ImageReference reference, @Nullable Platform platform) {}

  /** What is wrong with the input, for a person; empty while nothing is typed or all is right. */
  String problem() {
    if (name.get().isBlank()) {
      return "";
    }
    try {
      var _ = request();
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * The input as values; a name without tag or digest means {@code latest}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  Request request() {
    String wanted = platform.get() == null ? "" : platform.get().strip();
    return new Request(
        ImageReference.parse(name.get()).withDefaultTag(),
        wanted.isEmpty() ? null : Platform.parse(wanted));
  }

  private boolean check() {
    return !name.get().isBlank() && problem().isEmpty();
  }
}
