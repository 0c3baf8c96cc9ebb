package org.dimdesktop.ui.containers;

import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.dimdesktop.ui.control.DetailTab;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The log of the selected container, followed while it is in sight. */
final class LogsTab implements DetailTab<ContainerRow> {
  private final BorderPane pane = new BorderPane();
  private final ContainersViewModel model;
  private final ContainerActions actions;
  private @Nullable ContainerLog log;

  LogsTab(ContainersViewModel model, ContainerActions actions) {
    this.model = model;
    this.actions = actions;
    pane.setId("container-logs");
  }

  @Override
  public String titleKey() {
    return "containers.tab.logs";
  }

  @Override
  public Ikon icon() {
    return Feather.FILE_TEXT;
  }

  @Override
  public Node node() {
    return pane;
  }

  @Override
  public void show(ContainerRow row) {
    clear();
    ContainerLog opened = model.openLog(row.id());
    log = opened;
    pane.setCenter(actions.logView(opened, row.name()));
  }

  /** The log notices itself that its container was started again. */
  @Override
  public void changed(ContainerRow row) {}

  @Override
  public void clear() {
    pane.setCenter(null);
    ContainerLog old = log;
    log = null;
    if (old != null) {
      old.close();
    }
  }
}
