package org.dimdesktop.ui.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.support.FxRun.onFx;

import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.dimdesktop.support.FxRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A message over a window whose own scene has no stylesheet. */
class ToastTest {
  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  @Test
  void wearsTheProgramsStyleSoThatItCanBeRead() throws Exception {
    Insets padding =
        onFx(() -> {
          Stage stage = new Stage();
          stage.setScene(new Scene(new Region(), 400, 300));
          stage.show();
          Toast.show(stage, "app:v1: Failed", "exit code: 2");
          Popup popup =
              Window.getWindows().stream()
                  .filter(Popup.class::isInstance)
                  .map(Popup.class::cast)
                  .findFirst()
                  .orElseThrow();
          Region box = (Region) popup.getContent().getFirst();
          box.applyCss();
          popup.hide();
          stage.hide();
          return box.getPadding();
        });
    assertThat(padding).isEqualTo(new Insets(12, 16, 12, 16));
  }
}
