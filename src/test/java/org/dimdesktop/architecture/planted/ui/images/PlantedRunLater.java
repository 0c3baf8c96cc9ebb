package org.dimdesktop.architecture.planted.ui.images;

import javafx.application.Platform;

/** Breaks a rule on purpose. */
final class PlantedRunLater {
  void later() {
    Platform.runLater(() -> {});
  }
}
