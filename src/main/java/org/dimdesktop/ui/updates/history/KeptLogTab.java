package org.dimdesktop.ui.updates.history;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.DetailTab;
import org.dimdesktop.ui.control.LogView;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What a new container said before it was removed. */
final class KeptLogTab implements DetailTab<UpdateRecord> {
  private final HistoryViewModel model;
  private final Dialogs dialogs;
  private final DetailLoader loader;
  private final BorderPane pane = new BorderPane();
  private @Nullable LogStore open;

  KeptLogTab(HistoryViewModel model, Dialogs dialogs) {
    this.model = model;
    this.dialogs = dialogs;
    loader = new DetailLoader(model.io(), model.fx(), Strings.get("updates.action.log"));
    pane.setId("update-log");
  }

  @Override
  public String titleKey() {
    return "updates.tab.log";
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
  public void show(UpdateRecord record) {
    clear();
    if (record.logs().isEmpty()) {
      pane.setCenter(new Label(Strings.get("updates.log.none")));
      return;
    }
    loader.load(
        record.name(),
        () -> model.log(record),
        store -> {
          open = store;
          pane.setCenter(
              new LogView(
                  store,
                  model.io(),
                  model.fx(),
                  () ->
                      dialogs.saveFile(
                          Strings.get("updates.log.save"), record.name() + "-update.log")));
        },
        failure -> pane.setCenter(new Label(FailureText.of(failure).details())));
  }

  /** An update that has ended says nothing more. */
  @Override
  public void changed(UpdateRecord record) {
    if (open == null) {
      show(record);
    }
  }

  @Override
  public void clear() {
    loader.cancel();
    pane.setCenter(null);
    LogStore old = open;
    open = null;
    if (old != null) {
      old.close();
    }
  }
}
