package org.dimdesktop.ui.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.dimdesktop.engine.image.HistoryEntry;
import org.dimdesktop.task.Failure;

/** What is known of the selected image beyond its row. */
public sealed interface ImageDetail {
  /** Not exactly one image is selected. */
  record None() implements ImageDetail {}

  /** The engine has been asked. */
  record Loading(ImageRow row) implements ImageDetail {}

  /** The engine's answer; the history is newest first. */
  record Loaded(ImageRow row, JsonNode inspect, List<HistoryEntry> history) implements ImageDetail {
    public Loaded {
      history = List.copyOf(history);
    }
  }

  /** The engine could not tell. */
  record Failed(ImageRow row, Failure failure) implements ImageDetail {}
}
