package org.dimdesktop.ui.registries;

import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.CellRenderer;
import org.kordamp.ikonli.feather.Feather;

/**
 * A tag, with how many others share its digest where rows are grouped. It asks for the rest of its
 * row, because what is drawn is what is in sight.
 */
final class TagCell implements CellRenderer<TagRow> {
  private static final Insets INDENT = new Insets(0, 0, 0, 12);

  private final Consumer<String> want;
  private final Label tag = new Label();
  private final Node member = Icons.of(Feather.CORNER_DOWN_RIGHT, "small-icon");
  private final Label count = new Label();
  private final HBox box = new HBox(6, member, tag, count);

  TagCell(Consumer<String> want) {
    this.want = want;
    count.getStyleClass().add("group-count");
    count.setMinWidth(HBox.USE_PREF_SIZE);
    box.setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void update(TagRow row) {
    tag.setText(row.tag());
    TagRow.Group group = row.group();
    boolean leads = group != null && group.leader().equals(row.tag());
    boolean follows = group != null && !leads;
    member.setVisible(follows);
    member.setManaged(follows);
    box.setPadding(follows ? INDENT : Insets.EMPTY);
    count.setVisible(leads);
    count.setManaged(leads);
    count.setText(leads ? Strings.get("registries.group.count", group.size()) : "");
    if (row.isOpen()) {
      want.accept(row.tag());
    }
  }
}
