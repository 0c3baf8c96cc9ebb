package org.dimdesktop.ui.builds;

import java.util.List;
import javafx.beans.value.ObservableValue;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.control.ResourceTable;
import org.jspecify.annotations.Nullable;

/** Shows in a table what a model has read. JavaFX thread only. */
final class ReadRows {
  private ReadRows() {}

  /**
   * Keeps a table as a model is: the rows, or why they could not be read.
   *
   * @param rows null until they were read
   * @param problem null when all is well; it changes after the rows do
   * @param again reads them again
   */
  static <T> void show(
      ResourceTable<T> table,
      ObservableValue<? extends @Nullable List<T>> rows,
      ObservableValue<? extends @Nullable Failure> problem,
      Runnable again) {
    rows.addListener((_, _, now) -> {
      if (now != null) {
        table.setItems(now);
      }
    });
    problem.addListener((_, _, failure) -> {
      List<T> known = rows.getValue();
      if (failure != null) {
        table.setFailure(failure, again);
      } else if (known != null) { // they may be the same as before, and the failure still shows
        table.setItems(known);
      }
    });
  }
}
