package org.dimdesktop.ui.common;

/** A step of an image's history as a Dockerfile would say it. */
public final class BuildStep {
  private static final String NOP = "/bin/sh -c #(nop)";
  private static final String SHELL = "/bin/sh -c ";

  private BuildStep() {}

  /**
   * The instruction without the shell that the classic builder put around it.
   *
   * @param createdBy what the history says
   * @param comment what stands for a step that says nothing
   */
  public static String text(String createdBy, String comment) {
    String by = createdBy.strip();
    if (by.startsWith(NOP)) {
      return by.substring(NOP.length()).strip();
    }
    if (by.startsWith(SHELL)) {
      return "RUN " + by.substring(SHELL.length()).strip();
    }
    return by.isEmpty() ? comment : by;
  }
}
