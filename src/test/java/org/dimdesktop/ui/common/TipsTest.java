package org.dimdesktop.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import org.dimdesktop.support.FxRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TipsTest {
  private String text = "";

  @BeforeAll
  static void start() {
    FxRun.startToolkit();
  }

  @Test
  void aTooltipIsMadeWhenItsControlIsPointedAtAndSaysWhatHoldsThen() throws Exception {
    FxRun.onFx(() -> {
      Label label = new Label();
      Tips.set(label, () -> text);
      assertThat(label.getTooltip()).isNull();

      text = "first";
      pointAt(label);
      assertThat(label.getTooltip().getText()).isEqualTo("first");

      text = "second";
      pointAt(label);
      assertThat(label.getTooltip().getText()).isEqualTo("second");

      text = "";
      pointAt(label);
      assertThat(label.getTooltip()).isNull();
      return null;
    });
  }

  private static void pointAt(Label label) {
    Event.fireEvent(
        label,
        new MouseEvent(
            MouseEvent.MOUSE_ENTERED,
            0,
            0,
            0,
            0,
            null,
            0,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            null));
  }
}
