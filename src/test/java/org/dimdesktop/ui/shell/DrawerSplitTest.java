package org.dimdesktop.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dimdesktop.support.FxRun.onFx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.dimdesktop.support.FxRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DrawerSplitTest {
  private final List<Double> chosen = new ArrayList<>();
  private final Pane drawer = new Pane();
  private final AtomicReference<Stage> stage = new AtomicReference<>();
  private final AtomicReference<DrawerSplit> shown = new AtomicReference<>();

  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  @AfterEach
  void close() throws Exception {
    onFx(() -> {
      stage.get().close();
      return true;
    });
  }

  private void open(double height) throws Exception {
    onFx(() -> {
      drawer.setMinHeight(90);
      DrawerSplit split = new DrawerSplit(new Pane(), drawer, height, chosen::add);
      split.setOpen(true);
      Stage window = new Stage();
      window.setScene(new Scene(new StackPane(split), 400, 600));
      window.show();
      stage.set(window);
      shown.set(split);
      return true;
    });
  }

  /** The drawer's height in a window of this height. */
  private double heightIn(double window) throws Exception {
    return onFx(() -> {
      stage.get().setHeight(window);
      DrawerSplit split = shown.get();
      split.resize(400, window);
      for (int i = 0; i < 3; i++) {
        split.applyCss();
        split.layout();
      }
      return drawer.getHeight();
    });
  }

  @Test
  void theHeightIsThatOfTheLastTimeWhateverTheWindowDoes() throws Exception {
    open(233);
    assertThat(heightIn(600)).isCloseTo(233, within(2.0));
    assertThat(heightIn(900)).isCloseTo(233, within(2.0));
    assertThat(heightIn(300)).isCloseTo(160, within(2.0)); // the view above keeps its place
    assertThat(heightIn(700)).isCloseTo(233, within(2.0));
  }

  @Test
  void closingOpeningAndATabKeepAHeightThatWasChosen() throws Exception {
    open(150);
    heightIn(600);
    onFx(() -> {
      shown.get().setOpen(false);
      shown.get().setOpen(true);
      shown.get().makeRoom();
      return true;
    });
    assertThat(heightIn(600)).isCloseTo(150, within(2.0));
    assertThat(chosen).isEmpty();
  }

  @Test
  void aTabMakesRoomWhileNobodyChoseAHeight() throws Exception {
    open(0);
    assertThat(heightIn(600)).isCloseTo(180, within(3.0));
    onFx(() -> {
      shown.get().makeRoom();
      return true;
    });
    assertThat(heightIn(600)).isCloseTo(300, within(3.0));
    assertThat(chosen).isEmpty();
  }

  @Test
  void aDragIsRemembered() throws Exception {
    open(150);
    heightIn(600);
    onFx(() -> {
      DrawerSplit split = shown.get();
      Node divider = split.lookup(".split-pane-divider");
      mouse(divider, MouseEvent.MOUSE_PRESSED);
      split.setDividerPositions(0.5);
      split.layout();
      mouse(divider, MouseEvent.MOUSE_RELEASED);
      return true;
    });
    assertThat(chosen).hasSize(1);
    assertThat(chosen.getFirst()).isCloseTo(300, within(5.0));
    assertThat(heightIn(800)).isCloseTo(chosen.getFirst(), within(2.0));
  }

  private static void mouse(Node node, javafx.event.EventType<MouseEvent> type) {
    boolean down = type == MouseEvent.MOUSE_PRESSED;
    Event.fireEvent(
        node,
        new MouseEvent(
            type,
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
            down,
            false,
            false,
            true,
            false,
            false,
            new PickResult(node, 1, 1)));
  }
}
