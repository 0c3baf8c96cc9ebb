package org.dimdesktop.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dimdesktop.support.FxRun.onFx;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.dimdesktop.support.FxRun;
import org.dimdesktop.ui.common.FxThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cells that grow older while nothing else changes. */
class AgingTest {
  private static final Duration STEP = Duration.ofMillis(20);

  private final AtomicInteger told = new AtomicInteger();
  private final AtomicReference<Stage> stage = new AtomicReference<>();
  private final TableView<Line<String>> table = new TableView<>();
  private final Aging aging = new Aging(table, STEP, new FxThread());

  /** Counts how often it is told. */
  private final class Counting implements CellRenderer<String> {
    private final Label label = new Label();

    @Override
    public Node node() {
      return label;
    }

    @Override
    public void update(String row) {
      label.setText(row);
    }

    @Override
    public void aged() {
      told.incrementAndGet();
    }
  }

  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  @BeforeEach
  void show() throws Exception {
    Column<String> column =
        Column.<String>text("name", "shell.engine", row -> row).drawnBy(Counting::new);
    onFx(() -> {
      TableColumn<Line<String>, Line<String>> made = new TableColumn<>("name");
      made.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
      made.setCellFactory(_ -> new ResourceCell<>(column));
      table.getColumns().add(made);
      table.getItems().add(new Line.Row<>("one", ""));
      Stage window = new Stage();
      window.setScene(new Scene(table, 300, 200));
      window.show();
      stage.set(window);
      return window;
    });
  }

  @AfterEach
  void close() throws Exception {
    onFx(() -> {
      stage.get().close();
      return stage;
    });
  }

  @Test
  void theFilledCellsAreToldAgainAndAgainUntilTheWindowIsGone() throws Exception {
    onFx(() -> {
      aging.begin();
      aging.begin();
      return stage;
    });
    await().until(() -> told.get() >= 3);
    int atTheEnd =
        onFx(() -> {
          stage.get().close();
          return told.get();
        });
    await().during(STEP.multipliedBy(5)).until(() -> told.get() == atTheEnd);
    int atOnce =
        onFx(() -> {
          stage.get().show();
          aging.begin();
          return told.get();
        });
    assertThat(atOnce).as("told before the next step").isGreaterThan(atTheEnd);
    await().until(() -> told.get() > atOnce);
  }

  @Test
  void aTableThatComesBackOnShowIsToldAgain() throws Exception {
    onFx(() -> {
      aging.begin();
      return stage;
    });
    await().until(() -> told.get() >= 1);
    int resting =
        onFx(() -> {
          stage.get().getScene().setRoot(new Label());
          return told.get();
        });
    await().during(STEP.multipliedBy(5)).until(() -> told.get() == resting);
    onFx(() -> {
      stage.get().getScene().setRoot(table);
      return stage;
    });
    await().until(() -> told.get() > resting);
  }

  @Test
  void aTimeIsTrueAgain() throws Exception {
    AtomicReference<Instant> moment = new AtomicReference<>(Instant.now());
    TimeCell<String> cell = onFx(() -> new TimeCell<>(_ -> moment.get()));
    String text =
        onFx(() -> {
          cell.update("row");
          return ((Label) cell.node()).getText();
        });
    await()
        .until(() ->
            onFx(() -> {
              cell.aged();
              return !((Label) cell.node()).getText().equals(text);
            }));
    assertThat(text).isNotEmpty();
  }
}
