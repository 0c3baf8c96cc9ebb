package org.dimdesktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.support.FxRun.onFx;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.dimdesktop.support.FxRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What JavaFX says when a long list becomes short stays off the console. */
class ToolkitLoggingTest {
  private final Logger controls = Logger.getLogger("javafx.scene.control");
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          said.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  @BeforeEach
  void listen() {
    controls.addHandler(listener);
    controls.setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    controls.removeHandler(listener);
    controls.setLevel(null);
  }

  private static void filterToFewAtTheEnd() throws Exception {
    Stage stage =
        onFx(() -> {
          TableView<Integer> table = new TableView<>();
          table.getColumns().add(new TableColumn<>("n"));
          table.getItems().setAll(IntStream.range(0, 5000).boxed().toList());
          Stage window = new Stage();
          window.setScene(new Scene(table, 300, 400));
          window.show();
          table.scrollTo(4999);
          table.layout();
          return window;
        });
    onFx(() -> {
      TableView<?> table = (TableView<?>) stage.getScene().getRoot();
      table.getItems().remove(450, 5000);
      table.scrollTo(449);
      table.layout();
      stage.close();
      return stage;
    });
  }

  @Test
  void itIsSaidUntilTheToolkitIsQuieted() throws Exception {
    filterToFewAtTheEnd();
    assertThat(said).anyMatch(line -> line.contains("maxCellCount"));
    said.clear();
    Logging.quietToolkit();
    filterToFewAtTheEnd();
    assertThat(said).isEmpty();
  }
}
