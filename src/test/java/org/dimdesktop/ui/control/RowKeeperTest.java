package org.dimdesktop.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.support.FxRun.onFx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.dimdesktop.support.FxRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a table stands when its rows come several times before they are drawn. */
class RowKeeperTest {
  private static final int ROWS = 61;
  private static final int TOP = 37;

  private final TableView<String> table = new TableView<>();
  private final List<List<String>> selections = new ArrayList<>();
  private final RowKeeper<String> keeper =
      new RowKeeper<>(table, row -> row.replaceAll("=.*", ""), selections::add);
  private final Region banner = new Region();
  private final AtomicReference<Stage> stage = new AtomicReference<>();

  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  @BeforeEach
  void show() throws Exception {
    onFx(() -> {
      TableColumn<String, String> column = new TableColumn<>("name");
      column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue()));
      table.getColumns().add(column);
      BorderPane pane = new BorderPane(table);
      pane.setTop(banner);
      Stage window = new Stage();
      window.setScene(new Scene(pane, 400, 500));
      window.show();
      stage.set(window);
      keeper.replace(rows(0));
      return window;
    });
    onFx(() -> {
      top(); // laid out
      ((VirtualFlow<?>) table.lookup(".virtual-flow")).scrollToTop(TOP);
      table.getSelectionModel().clearAndSelect(TOP + 3);
      return top();
    });
  }

  @AfterEach
  void close() throws Exception {
    onFx(() -> {
      stage.get().close();
      return stage;
    });
  }

  /** Rows that begin with so many that were not there before. */
  private static List<String> rows(int before) {
    return IntStream.range(0, ROWS + before)
        .mapToObj(i -> i < before ? "new-" + i : "row-" + (i - before))
        .toList();
  }

  private String top() {
    VirtualFlow<?> flow = (VirtualFlow<?>) table.lookup(".virtual-flow");
    table.getScene().getRoot().layout();
    flow.layout();
    return table.getItems().get(Objects.requireNonNull(flow.getFirstVisibleCell()).getIndex());
  }

  @Test
  void severalReplacementsBeforeOneIsDrawn() throws Exception {
    assertThat(onFx(this::top)).isEqualTo("row-" + TOP);
    onFx(() -> {
      for (int i = 1; i <= 5; i++) {
        keeper.replace(rows(i));
      }
      return stage;
    });
    assertThat(onFx(this::top)).isEqualTo("row-" + TOP);
  }

  @Test
  void aBannerThatComesAndGoesMeanwhile() throws Exception {
    for (int round = 0; round < 20; round++) {
      int height = round % 2 == 0 ? 60 : 0;
      int before = round % 3;
      onFx(() -> {
        banner.setMinHeight(height);
        keeper.replace(rows(before));
        keeper.replace(rows(before + 1));
        return stage;
      });
      assertThat(onFx(this::top)).as("round %d", round).isEqualTo("row-" + TOP);
    }
  }

  @Test
  void aRowScrolledHalfOut() throws Exception {
    onFx(() -> {
      VirtualFlow<?> flow = (VirtualFlow<?>) table.lookup(".virtual-flow");
      flow.scrollPixels(11);
      return stage;
    });
    for (int round = 0; round < 20; round++) {
      int before = round % 3;
      onFx(() -> {
        keeper.replace(rows(before));
        keeper.replace(rows(before));
        keeper.replace(rows(before + 2));
        return stage;
      });
      assertThat(onFx(this::top)).as("round %d", round).isEqualTo("row-" + TOP);
    }
  }

  /** The indices of the rows that the table is told about while the work is done. */
  private List<Integer> touched(Runnable work) throws Exception {
    List<Integer> indices = new ArrayList<>();
    return onFx(() -> {
      ListChangeListener<String> listener =
          change -> {
            while (change.next()) {
              IntStream.range(change.getFrom(), change.getTo()).forEach(indices::add);
            }
          };
      table.getItems().addListener(listener);
      work.run();
      table.getItems().removeListener(listener);
      return indices;
    });
  }

  private String drawn(int index) {
    VirtualFlow<?> flow = (VirtualFlow<?>) table.lookup(".virtual-flow");
    table.getScene().getRoot().layout();
    IndexedCell<?> row = Objects.requireNonNull(flow.getVisibleCell(index));
    return ((TableCell<?, ?>) row.lookup(".table-cell")).getText();
  }

  @Test
  void aRowThatChangedIsDrawnAnewAndNoOther() throws Exception {
    List<String> rows = new ArrayList<>(rows(0));
    rows.set(TOP + 1, "row-38=changed");
    assertThat(touched(() -> keeper.replace(rows))).containsExactly(TOP + 1);
    assertThat(onFx(() -> drawn(TOP + 1))).isEqualTo("row-38=changed");
    assertThat(onFx(this::top)).isEqualTo("row-" + TOP);
    assertThat(onFx(() -> List.copyOf(table.getSelectionModel().getSelectedItems())))
        .containsExactly("row-40");
    assertThat(touched(() -> keeper.replace(rows))).isEmpty();
  }

  @Test
  void aSelectedRowThatChangedIsToldToo() throws Exception {
    List<String> rows = new ArrayList<>(rows(0));
    rows.set(TOP + 3, "row-40=changed");
    onFx(() -> {
      keeper.replace(rows);
      return stage;
    });
    assertThat(onFx(() -> selections.getLast())).containsExactly("row-40=changed");
    assertThat(onFx(() -> drawn(TOP + 3))).isEqualTo("row-40=changed");
    assertThat(onFx(this::top)).isEqualTo("row-" + TOP);
  }

  @Test
  void rowsThatChangedPlaces() throws Exception {
    List<String> rows = new ArrayList<>(rows(0));
    Collections.swap(rows, TOP, TOP + 3);
    onFx(() -> {
      keeper.replace(rows);
      return stage;
    });
    assertThat(onFx(() -> List.copyOf(table.getItems()))).isEqualTo(rows);
    assertThat(onFx(() -> table.getSelectionModel().getSelectedIndex())).isEqualTo(TOP);
  }

  @Test
  void everyRowChanged() throws Exception {
    List<String> rows = rows(0).stream().map(row -> row + "=changed").toList();
    onFx(() -> {
      keeper.replace(rows);
      return stage;
    });
    assertThat(onFx(() -> List.copyOf(table.getItems()))).isEqualTo(rows);
    assertThat(onFx(() -> drawn(TOP + 1))).isEqualTo("row-38=changed");
    assertThat(onFx(() -> selections.getLast())).containsExactly("row-40=changed");
  }
}
