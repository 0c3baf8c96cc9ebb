package org.dimdesktop.settings;

/**
 * How the window stood when it was closed last; lengths in pixels.
 *
 * @param x left edge, or {@link Double#NaN} for "where the system wants it"
 * @param navigationCollapsed whether the side navigation shows icons only
 * @param drawerOpen whether the pane at the bottom is open
 * @param drawerHeight the height that the pane at the bottom was dragged to, 0 when it never was
 */
public record WindowState(
    double x,
    double y,
    double width,
    double height,
    boolean maximized,
    boolean navigationCollapsed,
    boolean drawerOpen,
    double drawerHeight) {
  /** The first time. */
  public static final WindowState FIRST =
      new WindowState(Double.NaN, Double.NaN, 1200, 780, false, false, false, 0);

  /** The same with the pane at the bottom open or closed. */
  public WindowState withDrawer(boolean open) {
    return new WindowState(x, y, width, height, maximized, navigationCollapsed, open, drawerHeight);
  }

  /** The same with another height of the pane at the bottom. */
  public WindowState withDrawerHeight(double pixels) {
    return new WindowState(x, y, width, height, maximized, navigationCollapsed, drawerOpen, pixels);
  }

  /** The same with the navigation collapsed or not. */
  public WindowState withNavigationCollapsed(boolean collapsed) {
    return new WindowState(x, y, width, height, maximized, collapsed, drawerOpen, drawerHeight);
  }

  /** The same with other bounds. */
  public WindowState withBounds(double newX, double newY, double newWidth, double newHeight) {
    return new WindowState(
        newX, newY, newWidth, newHeight, maximized, navigationCollapsed, drawerOpen, drawerHeight);
  }

  /** The same, maximised or not. */
  public WindowState withMaximized(boolean max) {
    return new WindowState(x, y, width, height, max, navigationCollapsed, drawerOpen, drawerHeight);
  }
}
