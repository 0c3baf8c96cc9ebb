package org.dimdesktop.ui.containers;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.engine.container.Health;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.CellRenderer;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A container's state and health as a coloured icon with its words. */
final class StateCell implements CellRenderer<ContainerRow> {
  private static final List<String> COLOURS =
      List.of("success", "warning", "danger", "accent", "text-muted");

  private final FontIcon icon = new FontIcon(Feather.CIRCLE);
  private final Label label = new Label();
  private final HBox box = new HBox(6, icon, label);

  StateCell() {
    box.setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void update(ContainerRow row) {
    icon.setIconCode(icon(row));
    icon.getStyleClass().removeAll(COLOURS);
    icon.getStyleClass().add(colour(row));
    label.setText(text(row));
  }

  /** What is being done, or else the state and what the health check says. */
  static String text(ContainerRow row) {
    if (row.isPending()) {
      return row.pending();
    }
    ContainerSummary container = row.container();
    String state = Strings.get("containers.state." + lower(container.state().name()));
    return container.health() == Health.NONE || !container.state().isUp()
        ? state
        : state + " · " + Strings.get("containers.health." + lower(container.health().name()));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Feather icon(ContainerRow row) {
    if (row.isPending()) {
      return Feather.LOADER;
    }
    return switch (row.container().state()) {
      case RUNNING ->
          row.container().health() == Health.UNHEALTHY ? Feather.ALERT_CIRCLE : Feather.PLAY_CIRCLE;
      case PAUSED -> Feather.PAUSE_CIRCLE;
      case RESTARTING -> Feather.ROTATE_CW;
      case CREATED -> Feather.CIRCLE;
      case EXITED, REMOVING, UNKNOWN -> Feather.STOP_CIRCLE;
      case DEAD -> Feather.X_CIRCLE;
    };
  }

  private static String colour(ContainerRow row) {
    if (row.isPending()) {
      return "accent";
    }
    return switch (row.container().state()) {
      case RUNNING ->
          switch (row.container().health()) {
            case UNHEALTHY -> "danger";
            case STARTING -> "warning";
            case NONE, HEALTHY -> "success";
          };
      case PAUSED, RESTARTING -> "warning";
      case DEAD -> "danger";
      case CREATED, EXITED, REMOVING, UNKNOWN -> "text-muted";
    };
  }
}
