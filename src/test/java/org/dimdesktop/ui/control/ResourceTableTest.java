package org.dimdesktop.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.dimdesktop.support.FxRun.onFx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javafx.beans.Observable;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.dimdesktop.settings.TableLayout;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.support.FxRun;
import org.dimdesktop.ui.common.FxThread;
import org.dimdesktop.ui.common.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

class ResourceTableTest {
  private record Row(int id, String name, int size) {}

  private static final class Memory implements TableLayouts {
    private final ConcurrentHashMap<String, TableLayout> all = new ConcurrentHashMap<>();

    @Override
    public Optional<TableLayout> load(String tableId) {
      return Optional.ofNullable(all.get(tableId));
    }

    @Override
    public void save(String tableId, TableLayout layout) {
      all.put(tableId, layout);
    }
  }

  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final Memory memory = new Memory();
  private final List<Row> opened = new ArrayList<>();
  private final List<Row> removed = new ArrayList<>();
  private final AtomicReference<Stage> stage = new AtomicReference<>();
  private ResourceTable<Row> table;

  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  @BeforeEach
  void show() throws Exception {
    table = onFx(this::make);
    onFx(() -> {
      Stage window = new Stage();
      window.setScene(new Scene(table, 700, 500));
      window.show();
      stage.set(window);
      return true;
    });
  }

  @AfterEach
  void stop() throws Exception {
    onFx(() -> {
      stage.get().close();
      return true;
    });
    work.close();
  }

  private ResourceTable<Row> make() {
    return ResourceTable.<Row>builder("images", Row::id)
        .column(Column.<Row>text("name", "shell.engine", Row::name))
        .column(
            Column.<Row>text("size", "shell.quit", r -> Integer.toString(r.size()))
                .sortedBy(Row::size))
        .chip(new FilterChip<>("big", "app.name", r -> r.size() >= 500))
        .rowAction(
            RowAction.<Row>of("test.remove", "common.retry", Feather.TRASH_2, removed::addAll)
                .withKey("Delete"))
        .onOpen(opened::add)
        .sortedBy("name", false)
        .build(memory, work, new FxThread());
  }

  private static List<Row> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Row(i, String.format("app-%05d", i), (i * 37) % 1000))
        .toList();
  }

  private void fill(List<Row> rows) throws Exception {
    table.setItems(rows);
    await().until(() -> onFx(() -> table.total() == rows.size()));
  }

  @SuppressWarnings("unchecked") // the table of this test holds rows of this test
  private TableView<Line<Row>> view() {
    return (TableView<Line<Row>>) table.lookup("#images-table");
  }

  /** Where the row with this key is drawn, in pixels below the top of the rows. */
  private double position(int id) throws Exception {
    return onFx(() -> {
      VirtualFlow<?> flow = (VirtualFlow<?>) view().lookup(".virtual-flow");
      flow.layout();
      for (int i = 0; i < view().getItems().size(); i++) {
        if (view().getItems().get(i).key(Row::id).equals(id) && flow.getVisibleCell(i) != null) {
          return flow.getVisibleCell(i).getLayoutY();
        }
      }
      throw new AssertionError("row " + id + " is not visible");
    });
  }

  @Test
  void aTableThatOpensWithAFewRowsHasThemInItsFirstFrame() throws Exception {
    ResourceTable<Row> few = onFx(this::make);
    assertThat(
            onFx(() -> {
              few.showItems(rows(40));
              return few.shown().size();
            }))
        .isEqualTo(40);
    onFx(() -> {
      few.showItems(rows(30));
      few.showItems(rows(50));
      return true;
    });
    await().untilAsserted(() -> assertThat(onFx(() -> few.shown().size())).isEqualTo(50));
    ResourceTable<Row> many = onFx(this::make);
    onFx(() -> {
      many.showItems(rows(5000));
      return true;
    });
    await().untilAsserted(() -> assertThat(onFx(() -> many.shown().size())).isEqualTo(5000));
  }

  @Test
  void theCellsOfTheFirstRowsAreMadeOverSomeFramesAndNewerRowsAreNotLost() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    onFx(() -> {
      stage.get().setY(0);
      stage.get().setHeight(900);
      view().setFixedCellSize(24);
      view().getItems().addListener((Observable _) -> sizes.add(view().getItems().size()));
      return true;
    });
    fill(rows(800));
    assertThat(onFx(() -> List.copyOf(sizes))).isSorted().startsWith(4, 8, 12).endsWith(800);
    fill(List.of());
    table.setItems(rows(700));
    table.setItems(rows(600));
    await().until(() -> onFx(() -> table.total() == 600 && view().getItems().size() == 600));
  }

  @Test
  void aNarrowToolBarStaysOnOneLineAlsoWhenItsFilterIsFocused() throws Exception {
    fill(rows(1234));
    onFx(() -> {
      Theme.style(stage.get().getScene().getStylesheets());
      stage.get().setWidth(330);
      return true;
    });
    Region bar = (Region) onFx(() -> table.lookup(".table-tool-bar"));
    await().until(() -> onFx(() -> table.lookup("#images-filter").prefWidth(-1) < 220));
    double oneLine = onFx(() -> laidOut(bar));
    for (String other : List.of("#images-filter", "#images-table", "#images-filter")) {
      onFx(() -> {
        table.lookup(other).requestFocus();
        return true;
      });
      assertThat(onFx(() -> laidOut(bar))).as(other).isEqualTo(oneLine);
    }
    assertThat(oneLine).isLessThan(60);
  }

  private static double laidOut(Region bar) {
    bar.getScene().getRoot().applyCss();
    bar.getScene().getRoot().layout();
    return bar.getHeight();
  }

  @Test
  void aRowThatIsAwaitedIsSelectedWhenItComes() throws Exception {
    fill(rows(3));
    onFx(() -> {
      table.selectWhenShown(90);
      return true;
    });
    assertThat(onFx(() -> table.selectedProperty().get())).isNull();
    fill(rows(100));
    Row row = onFx(() -> table.selectedProperty().get());
    assertThat(row).isNotNull().extracting(Row::id).isEqualTo(90);
    assertThat(position(90)).isPositive();
  }

  private void press(KeyCode code) throws Exception {
    onFx(() -> {
      Event.fireEvent(
          view(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
      return true;
    });
  }

  @Test
  void selectionAndScrollAreKeptByKeyOverARefresh() throws Exception {
    fill(rows(10_000));
    onFx(() -> {
      view().scrollTo(5000);
      view().getSelectionModel().clearSelection();
      view().getSelectionModel().selectIndices(5003, 5005);
      view().layout();
      return true;
    });
    double before = position(5003);

    for (int refresh = 1; refresh <= 20; refresh++) {
      int size = refresh;
      List<Row> next = new ArrayList<>();
      for (int i = 0; i < 300 * refresh; i++) {
        next.add(new Row(100_000 + i, "aaa-" + i, 1)); // new rows above all others
      }
      rows(10_000).forEach(r -> next.add(new Row(r.id(), r.name(), r.size() + size)));
      fill(next);
      assertThat(position(5003)).isCloseTo(before, within(1.0));
    }

    assertThat(onFx(() -> table.selection().stream().map(Row::id).toList()))
        .containsExactlyInAnyOrder(5003, 5005);
    assertThat(onFx(() -> table.selection().getFirst().size()))
        .as("the selected rows are the new ones")
        .isEqualTo(5003 * 37 % 1000 + 20);
  }

  @Test
  void rowsThatVanishLeaveTheSelection() throws Exception {
    fill(rows(10));
    onFx(() -> table.select(3));
    assertThat(onFx(() -> table.selectedProperty().get())).isEqualTo(rows(10).get(3));
    fill(rows(3));
    assertThat(onFx(() -> table.selection().size())).isZero();
    assertThat(onFx(() -> table.selectedProperty().get())).isNull();
  }

  @Test
  void filterAndChipsNarrowTheRowsAndEscapeClears() throws Exception {
    fill(rows(1000));
    onFx(() -> {
      table.setFilter("APP 9");
      table.setChip("big", true);
      return true;
    });
    await().until(() -> onFx(() -> table.shown().size() < 300));
    assertThat(onFx(() -> List.copyOf(table.shown())))
        .isNotEmpty()
        .allMatch(r -> (r.name() + " " + r.size()).contains("9") && r.size() >= 500);
    press(KeyCode.ESCAPE);
    await().until(() -> onFx(() -> table.shown().size() == 1000));
    assertThat(onFx(() -> ((TextField) table.lookup("#images-filter")).getText())).isEmpty();
  }

  @Test
  void sortingIsKeptOverARefreshAndRemembered() throws Exception {
    fill(rows(1000));
    onFx(() -> {
      table.sort("size", true);
      return true;
    });
    await().until(() -> onFx(() -> table.shown().getFirst().size() == 999));
    fill(rows(900));
    List<Integer> sizes = onFx(() -> table.shown().stream().map(Row::size).toList());
    assertThat(sizes).isSortedAccordingTo((a, b) -> b - a);
    assertThat(memory.load("images").orElseThrow().sort())
        .containsExactly(new TableLayout.Sort("size", true));
    assertThat(onFx(() -> make().lookup("#images-table"))).isNotNull();
  }

  @Test
  void aRowIsSelectedAsSoonAsItIsThereWhateverTheFilter() throws Exception {
    fill(rows(5));
    onFx(() -> {
      table.setFilter("app-00001");
      table.selectWhenShown(7);
      return true;
    });
    fill(rows(10));
    await()
        .until(
            () -> onFx(() -> table.selection().stream().map(Row::id).toList()).equals(List.of(7)));
  }

  @Test
  void allRowsThatBelongTogetherAreSelected() throws Exception {
    fill(rows(9));
    onFx(() -> {
      table.select(1);
      table.selectAll(row -> row.id() % 3 == 0);
      return true;
    });
    assertThat(onFx(() -> table.selection().stream().map(Row::id).toList()))
        .containsExactly(0, 3, 6);
  }

  @Test
  void enterOpensAndDeleteRemoves() throws Exception {
    fill(rows(5));
    onFx(() -> table.select(2));
    press(KeyCode.ENTER);
    press(KeyCode.DELETE);
    assertThat(opened).extracting(Row::id).containsExactly(2);
    assertThat(removed).extracting(Row::id).containsExactly(2);
  }

  @Test
  void tenThousandRowsDoNotHoldUpTheThreadOfTheWindow() throws Exception {
    fill(rows(10_000));
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      int size = 10_000 - round;
      List<Row> rows = rows(size);
      fill(rows);
      best = Math.min(best, onFx(() -> publish(rows)));
    }
    assertThat(best / 1e6).as("milliseconds on the JavaFX thread").isLessThan(50);
  }

  private long publish(List<Row> rows) {
    RowKeeper<Line<Row>> keeper = new RowKeeper<>(view(), line -> line.key(Row::id), _ -> {});
    List<Line<Row>> lines = RowGrouping.plain(rows);
    long start = System.nanoTime();
    keeper.replace(lines);
    view().layout();
    return System.nanoTime() - start;
  }
}
