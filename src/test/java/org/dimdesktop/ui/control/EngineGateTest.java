package org.dimdesktop.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.support.FxRun.onFx;

import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.engine.context.Attempt;
import org.dimdesktop.support.FxRun;
import org.dimdesktop.task.Failure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why there is no engine can be read whole, however little room the window has. */
class EngineGateTest {
  private static final String SOCKET =
      "unix:///var/run/a-rather-long-folder-name/of-an-engine-that-is-not-there/docker.sock";

  @BeforeAll
  static void toolkit() {
    FxRun.startToolkit();
  }

  @ParameterizedTest
  @CsvSource({"1000,900", "700,260", "420,160"})
  void noReasonIsCut(double width, double height) throws Exception {
    List<Label> labels =
        onFx(() -> {
          Failure failure =
              new Failure.Unreachable("connect", SOCKET, "there is no socket at " + SOCKET);
          EngineStatus status =
              new EngineStatus.NoEngine(
                  null,
                  List.of(
                      new Attempt("DOCKER_HOST", "leads to " + SOCKET),
                      new Attempt(SOCKET, "there is no socket at " + SOCKET)),
                  failure);
          EngineGate gate =
              new EngineGate(new Region(), new SimpleObjectProperty<>(status), () -> {});
          Scene scene = new Scene(gate, width, height);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          return gate.lookupAll(".label").stream().map(Label.class::cast).toList();
        });
    assertThat(labels).hasSizeGreaterThanOrEqualTo(9);
    assertThat(
            onFx(() ->
                labels.stream()
                    .filter(label -> label.getHeight() + 0.5 < label.prefHeight(label.getWidth()))
                    .map(Label::getText)
                    .toList()))
        .isEmpty();
  }
}
