package org.dimdesktop.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.support.FxRun.onFx;

import java.time.Instant;
import javafx.scene.AccessibleAttribute;
import org.dimdesktop.support.FxRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a cell says and shows as its rows come and go. */
class ResourceCellTest {
  private static final Line<String> ROW = new Line.Row<>("2026-11-27T10:00:00Z", "");

  private final Column<String> column =
      Column.<String>text("at", "shell.engine", row -> "at " + row)
          .drawnBy(() -> new TimeCell<>(Instant::parse));

  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  private static Object said(ResourceCell<String> cell) {
    return cell.queryAccessibleAttribute(AccessibleAttribute.TEXT);
  }

  @Test
  void aCellWhoseRowIsGoneKeepsItsNodeButSaysAndShowsNothing() throws Exception {
    onFx(() -> {
      ResourceCell<String> cell = new ResourceCell<>(column);
      cell.updateItem(ROW, false);
      assertThat(said(cell)).isEqualTo("at 2026-11-27T10:00:00Z");
      var node = cell.getGraphic();
      assertThat(node.isVisible()).isTrue();

      cell.updateItem(null, true);
      assertThat(said(cell)).isEqualTo("");
      assertThat(cell.getGraphic()).isSameAs(node);
      assertThat(node.isVisible()).isFalse();

      cell.updateItem(ROW, false);
      assertThat(said(cell)).isEqualTo("at 2026-11-27T10:00:00Z");
      assertThat(node.isVisible()).isTrue();
      return true;
    });
  }
}
