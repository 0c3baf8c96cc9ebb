package org.dimdesktop.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.dimdesktop.support.FxRun;

/**
 * A window alone in a process, so that nothing else keeps the pulses going; exits 0 when they rest.
 */
final class RestingTimerProbe {
  private static final int LIMIT_SECONDS = 40;

  private RestingTimerProbe() {}

  public static void main(String[] args) throws Exception {
    FxRun.startToolkit();
    Label label = new Label("still");
    FxRun.onFx(() -> {
      Stage stage = new Stage();
      stage.setScene(new Scene(label, 200, 100));
      stage.show();
      return stage;
    });
    RestingTimer timer = FxRun.onFx(RestingTimer::install).orElseThrow();
    for (int round = 0; round < 3; round++) {
      Awaitility.await().atMost(Duration.ofSeconds(LIMIT_SECONDS)).until(timer::rests);
      CountDownLatch pulses = new CountDownLatch(5);
      AnimationTimer motion = counting(pulses);
      FxRun.onFx(() -> {
        label.setText("moving");
        motion.start();
        return motion;
      });
      if (!pulses.await(LIMIT_SECONDS, TimeUnit.SECONDS) || timer.rests()) {
        throw new IllegalStateException("no pulses in round " + round);
      }
      FxRun.onFx(() -> {
        motion.stop();
        return motion;
      });
    }
    System.exit(0);
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
