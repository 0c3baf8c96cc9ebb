package org.dimdesktop.ui.common;

/** Brings the window to another of its views. */
@FunctionalInterface
public interface Navigator {
  /** Shows the view with this id; an unknown id is an {@link IllegalArgumentException}. */
  void show(String viewId);
}
