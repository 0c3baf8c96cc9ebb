package org.dimdesktop.ui.operations;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import org.dimdesktop.task.Operation;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TabHost;
import org.dimdesktop.ui.control.LogView;
import org.kordamp.ikonli.feather.Feather;

/** Opens the logs of operations as tabs. JavaFX thread only. */
public final class OperationLogs {
  private final Supplier<TabHost> tabs;
  private final Dialogs dialogs;
  private final Path directory;
  private final Executor io;
  private final Executor fx;

  /**
   * Opens nothing yet.
   *
   * @param tabs where tabs are opened, asked when the first one is
   * @param directory keeps logs while they are shown
   */
  public OperationLogs(
      Supplier<TabHost> tabs, Dialogs dialogs, Path directory, Executor io, Executor fx) {
    this.tabs = tabs;
    this.dialogs = dialogs;
    this.directory = directory;
    this.io = io;
    this.fx = fx;
  }

  /** Shows the log of an operation, which follows it to its end. */
  void open(Operation<?> operation) {
    OperationLog[] opened = new OperationLog[1];
    tabs.get()
        .open(
            new TabHost.Spec(
                "operation-log-" + operation.id(),
                new SimpleStringProperty(OperationText.title(operation)),
                Feather.FILE_TEXT,
                () -> {
                  OperationLog log = new OperationLog(operation, directory);
                  opened[0] = log;
                  io.execute(log::copy);
                  return new LogView(
                      log.store(),
                      io,
                      fx,
                      () ->
                          dialogs.saveFile(
                              Strings.get("operations.log.save"),
                              "operation-" + operation.id() + ".log"));
                },
                () -> {
                  if (opened[0] != null) {
                    opened[0].close();
                  }
                }));
  }
}
