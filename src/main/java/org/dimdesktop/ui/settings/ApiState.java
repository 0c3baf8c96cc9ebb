package org.dimdesktop.ui.settings;

/** Whether the HTTP API of updates is served. */
public sealed interface ApiState {
  /** It is not wanted. */
  record Off() implements ApiState {}

  /** It answers. */
  record Listening(int port) implements ApiState {}

  /** It is wanted and cannot be served. */
  record Failed(String why) implements ApiState {}
}
