package org.dimdesktop.ui.control;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * A table and, beside it (or below it in a narrow window), the details of the one selected row in
 * tabs. Closed by its cross or Escape, opened again by {@link #open}. JavaFX thread only.
 */
public final class MasterDetail<T> extends SplitPane {
  private static final double WIDE = 900;

  private final ResourceTable<T> table;
  private final Function<T, ?> key;
  private final Function<T, String> title;
  private final List<? extends DetailTab<T>> tabs;
  private final TabPane tabPane = new TabPane();
  private final Label heading = new Label();
  private final BorderPane detail = new BorderPane();
  private boolean wanted = true;
  private @Nullable T row;
  private @Nullable DetailTab<T> front;
  private @Nullable Object frontKey;

  /**
   * A table with its details.
   *
   * @param id unique in the program
   * @param title the heading of a row's details
   */
  public MasterDetail(
      String id,
      ResourceTable<T> table,
      Function<T, ?> key,
      Function<T, String> title,
      List<? extends DetailTab<T>> tabs) {
    this.table = table;
    this.key = key;
    this.title = title;
    this.tabs = List.copyOf(tabs);
    setId(id);
    getStyleClass().add("master-detail");
    build();
    getItems().add(table);
    SplitPane.setResizableWithParent(detail, false);
    table.selectedProperty().addListener((_, _, now) -> select(now));
    tabPane.getSelectionModel().selectedIndexProperty().addListener((_, _, _) -> showFront());
    widthProperty().addListener((_, _, width) -> arrange(width.doubleValue()));
    detail.addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
  }

  private void build() {
    heading.getStyleClass().add("detail-title");
    heading.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(heading, Priority.ALWAYS);
    Button close = new Button(null, Icons.of(Feather.X));
    close.getStyleClass().addAll("button-icon", "flat", "small");
    close.setAccessibleText(Strings.get("detail.close"));
    close.setOnAction(_ -> close());
    HBox head = new HBox(heading, close);
    head.getStyleClass().add("detail-head");
    for (DetailTab<T> tab : tabs) {
      Tab made = new Tab(tab.title(), tab.node());
      made.setGraphic(Icons.of(tab.icon(), "small-icon"));
      made.setClosable(false);
      made.setId(getId() + "-" + tab.titleKey().substring(tab.titleKey().lastIndexOf('.') + 1));
      tabPane.getTabs().add(made);
    }
    tabPane.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    detail.getStyleClass().add("detail");
    detail.setTop(head);
    detail.setCenter(tabPane);
    detail.setMinSize(220, 120);
    table.setMinSize(220, 200); // what is above the rows, and some of them
  }

  private void escape(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
      table.focusRows();
      event.consume();
    }
  }

  private void arrange(double width) {
    Orientation right = width >= WIDE ? Orientation.HORIZONTAL : Orientation.VERTICAL;
    if (getOrientation() != right) {
      setOrientation(right);
      setDividerPositions(right == Orientation.HORIZONTAL ? 0.58 : 0.5);
    }
  }

  private void select(@Nullable T now) {
    row = now;
    if (now == null || !wanted) {
      hideDetail();
      return;
    }
    heading.setText(title.apply(now));
    if (!getItems().contains(detail)) {
      getItems().add(detail);
      setDividerPositions(getOrientation() == Orientation.HORIZONTAL ? 0.58 : 0.5);
    }
    showFront();
  }

  private void showFront() {
    T now = row;
    int index = tabPane.getSelectionModel().getSelectedIndex();
    if (now == null || index < 0 || !getItems().contains(detail)) {
      return;
    }
    DetailTab<T> tab = tabs.get(index);
    Object nowKey = key.apply(now);
    if (Objects.equals(tab, front) && nowKey.equals(frontKey)) {
      tab.changed(now);
      return;
    }
    clearFront(tab);
    front = tab;
    frontKey = nowKey;
    tab.show(now);
  }

  private void clearFront(@Nullable DetailTab<T> next) {
    DetailTab<T> old = front;
    front = null;
    frontKey = null;
    if (old != null && !old.equals(next)) {
      old.clear();
    }
  }

  private void hideDetail() {
    clearFront(null);
    getItems().remove(detail);
  }

  /** Shows the details of the selected row, also if they were closed. */
  public void open() {
    wanted = true;
    select(table.selectedProperty().get());
  }

  /** Shows the details of the selected row with this tab in front. */
  public void open(DetailTab<T> tab) {
    tabPane.getSelectionModel().select(tabs.indexOf(tab));
    open();
  }

  /** Hides the details until {@link #open}. */
  public void close() {
    wanted = false;
    hideDetail();
  }

  /** Stops what the front tab loads or follows, as the view goes out of sight. */
  public void pause() {
    clearFront(null);
  }

  /** Shows the front tab's row again after {@link #pause}. */
  public void resume() {
    showFront();
  }
}
