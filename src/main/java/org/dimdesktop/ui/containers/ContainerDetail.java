package org.dimdesktop.ui.containers;

import com.fasterxml.jackson.databind.JsonNode;
import org.dimdesktop.task.Failure;

/** What is known of the selected container beyond its row. */
public sealed interface ContainerDetail {
  /** Not exactly one container is selected. */
  record None() implements ContainerDetail {}

  /** The engine has been asked. */
  record Loading(ContainerRow row) implements ContainerDetail {}

  /** The engine's answer. */
  record Loaded(ContainerRow row, JsonNode inspect) implements ContainerDetail {}

  /** The engine could not tell. */
  record Failed(ContainerRow row, Failure failure) implements ContainerDetail {}
}
