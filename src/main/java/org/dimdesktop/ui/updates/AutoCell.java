package org.dimdesktop.ui.updates;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.CellRenderer;
import org.jspecify.annotations.Nullable;

/** Whether a container is updated on its own, to be switched where it stands. */
final class AutoCell implements CellRenderer<UpdateRow> {
  private final CheckBox box = new CheckBox();
  private @Nullable UpdateRow shown;

  AutoCell(Consumer<List<UpdateRow>> toggle) {
    box.setFocusTraversable(false); // keys reach it as an action of the row
    box.setOnAction(_ -> {
      UpdateRow row = shown;
      if (row != null) {
        box.setSelected(row.automatic()); // until it is kept
        toggle.accept(List.of(row));
      }
    });
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void update(UpdateRow row) {
    shown = row;
    box.setSelected(row.automatic());
    box.setAccessibleText(Strings.get("updates.auto.name", row.name()));
  }
}
