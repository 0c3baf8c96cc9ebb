package org.dimdesktop.ui.containers;

import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.ContainerStatus;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with a container's process. */
enum ContainerAction {
  START("start", Feather.PLAY),
  STOP("stop", Feather.SQUARE),
  RESTART("restart", Feather.ROTATE_CW),
  PAUSE("pause", Feather.PAUSE),
  UNPAUSE("unpause", Feather.PLAY_CIRCLE),
  KILL("kill", Feather.ZAP);

  private final String id;
  private final Feather icon;

  ContainerAction(String id, Feather icon) {
    this.id = id;
    this.icon = icon;
  }

  String id() {
    return id;
  }

  Feather icon() {
    return icon;
  }

  /** Says whether it makes sense for a container in this state. */
  boolean appliesTo(ContainerStatus state) {
    return switch (this) {
      case START -> state == ContainerStatus.CREATED || state == ContainerStatus.EXITED;
      case STOP ->
          state == ContainerStatus.RUNNING
              || state == ContainerStatus.PAUSED
              || state == ContainerStatus.RESTARTING;
      case RESTART ->
          state == ContainerStatus.RUNNING
              || state == ContainerStatus.EXITED
              || state == ContainerStatus.RESTARTING;
      case PAUSE -> state == ContainerStatus.RUNNING;
      case UNPAUSE -> state == ContainerStatus.PAUSED;
      case KILL -> state.isUp();
    };
  }

  /** Does it; blocks. */
  void run(ContainerService containers, String container) {
    switch (this) {
      case START -> containers.start(container);
      case STOP -> containers.stop(container, null);
      case RESTART -> containers.restart(container, null);
      case PAUSE -> containers.pause(container);
      case UNPAUSE -> containers.unpause(container);
      case KILL -> containers.kill(container, "KILL");
    }
  }
}
