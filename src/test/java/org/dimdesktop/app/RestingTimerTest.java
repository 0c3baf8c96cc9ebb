package org.dimdesktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.dimdesktop.support.FxRun;
import org.junit.jupiter.api.Test;

class RestingTimerTest {
  @Test
  void pulsesRestWhileNothingMovesAndComeBackWithTheFirstChange() throws Exception {
    FxRun.startToolkit();
    Label label = new Label("still");
    Stage stage = FxRun.onFx(Stage::new);
    FxRun.onFx(() -> {
      stage.setScene(new Scene(label, 200, 100));
      stage.show();
      return null;
    });
    Optional<RestingTimer> installed = FxRun.onFx(RestingTimer::install);
    try (RestingTimer timer = installed.orElseThrow()) {
      for (int round = 0; round < 3; round++) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(timer::rests);

        CountDownLatch pulses = new CountDownLatch(5);
        AnimationTimer motion = counting(pulses);
        FxRun.onFx(() -> {
          label.setText("moving");
          motion.start();
          return null;
        });
        assertThat(pulses.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(timer.rests()).isFalse();
        FxRun.onFx(() -> {
          motion.stop();
          return null;
        });
      }
    } finally {
      FxRun.onFx(() -> {
        stage.close();
        return null;
      });
    }
  }

  private static AnimationTimer counting(CountDownLatch pulses) {
    return new AnimationTimer() {
      @Override
      public void handle(long now) {
        pulses.countDown();
      }
    };
  }
}
