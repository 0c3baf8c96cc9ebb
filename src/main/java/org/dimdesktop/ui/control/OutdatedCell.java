package org.dimdesktop.ui.control;

import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.Tips;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** A text with a mark behind it where it is outdated; the mark stays when the text is cut. */
public final class OutdatedCell<T> implements CellRenderer<T> {
  private final Function<T, String> text;
  private final Function<T, String> behind;
  private final Label label = new Label();
  private @Nullable Node mark;
  private String why = "";

  /**
   * A cell that is not filled yet.
   *
   * @param behind why a row is behind its registry, or the empty text
   */
  public OutdatedCell(Function<T, String> text, Function<T, String> behind) {
    this.text = text;
    this.behind = behind;
    label.setContentDisplay(ContentDisplay.RIGHT);
    label.setGraphicTextGap(6);
    Tips.set(label, () -> why.isEmpty() ? "" : Strings.get("outdated.why", why));
  }

  @Override
  public Node node() {
    return label;
  }

  @Override
  public void update(T row) {
    String shown = text.apply(row);
    why = behind.apply(row);
    label.setText(shown);
    if (why.isEmpty()) {
      label.setGraphic(null);
      label.setAccessibleText(null);
    } else {
      label.setGraphic(mark());
      label.setAccessibleText(shown + ", " + Strings.get("outdated.why", why));
    }
  }

  /** Made with the first row that needs it: of most rows that are shown at a start none does. */
  private Node mark() {
    Node made = mark;
    if (made == null) {
      made = Icons.of(Feather.ARROW_UP_CIRCLE, "small-icon", "warning", "outdated-mark");
      mark = made;
    }
    return made;
  }
}
