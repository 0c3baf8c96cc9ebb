package org.dimdesktop.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dimdesktop.support.FxRun.onFx;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.dimdesktop.settings.TableLayout;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.support.FxRun;
import org.dimdesktop.ui.common.FxThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

class RowGroupsTest {
  private record Row(int id, String project, String name) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(1, "shop", "web"),
          new Row(2, "", "alone"),
          new Row(3, "blog", "db"),
          new Row(4, "shop", "cache"));

  private static final RowGrouping<Row> GROUPING =
      new RowGrouping<>(
          Row::project, "containers.group.none", rows -> rows.size() + " here", List.of());

  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentHashMap<String, TableLayout> memory = new ConcurrentHashMap<>();
  private final List<Row> removed = new ArrayList<>();
  private ResourceTable<Row> table;
  private Stage stage;

  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  @BeforeEach
  void show() throws Exception {
    table = onFx(this::make);
    stage =
        onFx(() -> {
          Stage window = new Stage();
          window.setScene(new Scene(table, 700, 400));
          window.show();
          return window;
        });
    fill(ROWS);
  }

  @AfterEach
  void close() throws Exception {
    onFx(() -> {
      stage.close();
      return true;
    });
    work.close();
  }

  private ResourceTable<Row> make() {
    TableLayouts layouts =
        new TableLayouts() {
          @Override
          public Optional<TableLayout> load(String id) {
            return Optional.ofNullable(memory.get(id));
          }

          @Override
          public void save(String id, TableLayout layout) {
            memory.put(id, layout);
          }
        };
    return ResourceTable.<Row>builder("images", Row::id)
        .column(Column.<Row>text("name", "shell.engine", Row::name))
        .rowAction(
            RowAction.<Row>of("test.remove", "common.retry", Feather.TRASH_2, removed::addAll)
                .withKey("Delete"))
        .sortedBy("name", false)
        .groupedBy(GROUPING)
        .build(layouts, work, new FxThread());
  }

  private void fill(List<Row> rows) throws Exception {
    table.setItems(rows);
    await().until(() -> onFx(() -> table.total() == rows.size()));
  }

  @SuppressWarnings("unchecked") // the table of this test holds rows of this test
  private TableView<Line<Row>> view() {
    return (TableView<Line<Row>>) table.lookup("#images-table");
  }

  /** The lines as text: a header as {@code [name]}, a row by its name. */
  private List<String> lines() throws Exception {
    return onFx(() ->
        view().getItems().stream()
            .map(line ->
                switch (line) {
                  case Line.Header<Row> header ->
                      "[" + header.title() + (header.collapsed() ? " closed]" : "]");
                  case Line.Row<Row> row -> row.row().name();
                })
            .toList());
  }

  private TableLayout.Groups remembered() {
    return Objects.requireNonNull(memory.get("images")).groups();
  }

  private void showing(String... wanted) {
    await().untilAsserted(() -> assertThat(lines()).containsExactly(wanted));
  }

  private void press(int line, KeyCode key) throws Exception {
    onFx(() -> {
      view().requestFocus();
      view().getSelectionModel().clearAndSelect(line);
      Event.fireEvent(
          view(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
      return true;
    });
  }

  @Test
  void groupsStandByNameWithTheirSortedRowsAndWhatHasNoneIsLast() {
    showing("[blog]", "db", "[shop]", "cache", "web", "[Without a project]", "alone");
  }

  @Test
  void withoutAGroupThereIsNoHeader() throws Exception {
    fill(List.of(new Row(9, "", "one")));
    showing("one");
  }

  @Test
  void theKeyboardClosesAndOpensAndItIsRemembered() throws Exception {
    press(2, KeyCode.LEFT);
    showing("[blog]", "db", "[shop closed]", "[Without a project]", "alone");
    assertThat(remembered().collapsed()).containsExactly("shop");
    assertThat(onFx(() -> table.selection().stream().map(Row::id).toList())).containsExactly(4, 1);
    press(2, KeyCode.RIGHT);
    showing("[blog]", "db", "[shop]", "cache", "web", "[Without a project]", "alone");
    press(2, KeyCode.SPACE);
    await().until(() -> lines().size() == 5);
    table = onFx(this::make);
    onFx(() -> {
      stage.getScene().setRoot(table);
      return true;
    });
    fill(ROWS);
    showing("[blog]", "db", "[shop closed]", "[Without a project]", "alone");
    onFx(() -> {
      table.setGrouped(false);
      return true;
    });
    showing("alone", "cache", "db", "web");
    assertThat(remembered().on()).isFalse();
  }

  @Test
  void anActionOnAHeaderIsDoneWithEachOfItsRowsOnce() throws Exception {
    showing("[blog]", "db", "[shop]", "cache", "web", "[Without a project]", "alone");
    press(4, KeyCode.LEFT); // from a row to its header
    assertThat(onFx(() -> view().getSelectionModel().getSelectedIndex())).isEqualTo(2);
    onFx(() -> {
      view().getSelectionModel().select(3); // a row of it as well
      return true;
    });
    assertThat(onFx(() -> table.selectedProperty().get())).isNull();
    onFx(() -> {
      Event.fireEvent(
          view(),
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DELETE, false, false, false, false));
      return true;
    });
    assertThat(removed).extracting(Row::name).containsExactly("cache", "web");
  }

  @Test
  void aFilterFindsWhatIsCollapsedAndTellsWhatItHoldsBack() throws Exception {
    press(2, KeyCode.LEFT);
    await().until(() -> lines().size() == 5);
    onFx(() -> {
      table.setFilter("web");
      return true;
    });
    showing("[shop]", "web");
    assertThat(onFx(() -> ((Line.Header<Row>) view().getItems().getFirst()).hidden())).isEqualTo(1);
    onFx(() -> {
      table.setFilter("");
      return true;
    });
    showing("[blog]", "db", "[shop closed]", "[Without a project]", "alone");
  }

  @Test
  void aRowThatIsAskedForOpensItsGroup() throws Exception {
    press(2, KeyCode.LEFT);
    await().until(() -> lines().size() == 5);
    onFx(() -> {
      table.selectWhenShown(1);
      return true;
    });
    await()
        .until(() ->
            Optional.of(ROWS.getFirst())
                .equals(onFx(() -> Optional.ofNullable(table.selectedProperty().get()))));
  }

  @Test
  void aSelectedHeaderStaysSelectedWhenItsRowsChange() throws Exception {
    press(2, KeyCode.SPACE);
    await().until(() -> lines().size() == 5);
    List<Row> more = new ArrayList<>(ROWS);
    more.add(new Row(5, "shop", "mail"));
    fill(more);
    assertThat(onFx(() -> table.selection().stream().map(Row::name).toList()))
        .containsExactly("cache", "mail", "web");
  }

  @Test
  void fiveThousandRowsAreGroupedInOrder() {
    List<Row> many =
        IntStream.range(0, 5000).mapToObj(i -> new Row(i, "p" + i % 100, "n" + i)).toList();
    List<Line<Row>> lines = GROUPING.lines(many, many, Set.of("p7"));
    assertThat(lines).hasSize(5000 + 100 - 50);
    assertThat(lines.stream().filter(Line.Header.class::isInstance)).hasSize(100);
  }
}
