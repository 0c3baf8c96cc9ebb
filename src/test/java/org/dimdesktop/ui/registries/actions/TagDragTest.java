package org.dimdesktop.ui.registries.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.support.FxRun.onFx;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.dimdesktop.support.FxRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where a drag begins; the platform's own part of it cannot be had without a display. */
class TagDragTest {
  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  @Test
  void aDragOfARowIsNoticedAroundItsTable() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    onFx(() -> {
      TableView<String> table = new TableView<>();
      table.getColumns().add(new TableColumn<>("Tag"));
      table.getItems().setAll("latest");
      BorderPane around = new BorderPane(table);
      new TagDrag()
          .from(
              around,
              () -> {
                asked.incrementAndGet();
                return List.of(); // and so it goes no further
              });
      Stage stage = new Stage();
      stage.setScene(new Scene(around, 300, 200));
      stage.show();
      Node cell = table.lookupAll(".table-cell").iterator().next();
      assertThat(cell).isInstanceOf(TableCell.class);
      Event.fireEvent(cell, dragDetected(cell));
      stage.close();
      return true;
    });
    assertThat(asked).hasValue(1);
  }

  private static MouseEvent dragDetected(Node node) {
    return new MouseEvent(
        MouseEvent.DRAG_DETECTED,
        1,
        1,
        1,
        1,
        MouseButton.PRIMARY,
        1,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        false,
        false,
        false,
        new PickResult(node, 1, 1));
  }
}
