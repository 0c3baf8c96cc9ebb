package org.dimdesktop.app;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Timer;
import com.sun.javafx.tk.Toolkit;
import java.lang.reflect.Field;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of JavaFX's pulses, at rest while there is nothing to draw. The toolkit asks its timer
 * to pause after a quarter of a second without a change, but that of GTK ignores it and wakes the
 * processor sixty times a second for as long as a window is open (decision 007).
 */
final class RestingTimer extends Timer {
  private static final Logger LOG = LoggerFactory.getLogger(RestingTimer.class);

  private final Timer clock;
  private int period;

  private RestingTimer(Runnable tick) {
    super(tick);
    clock = Application.GetApplication().createTimer(tick);
  }

  /** Takes the place of the toolkit's timer on GTK, whose own cannot rest. JavaFX thread only. */
  static void installOnGtk() {
    if (Application.GetApplication().getClass().getName().contains(".gtk.")) {
      install();
    }
  }

  /** Takes the place of the toolkit's timer; empty, and nothing changed, where it cannot. */
  static Optional<RestingTimer> install() {
    Toolkit toolkit = Toolkit.getToolkit();
    try {
      Field place = opened(toolkit, "pulseTimer");
      Runnable tick = (Runnable) opened(toolkit, "timerRunnable").get(toolkit);
      int period = opened(toolkit, "PULSE_INTERVAL").getInt(toolkit);
      RestingTimer timer = new RestingTimer(tick);
      ((Timer) place.get(toolkit)).stop();
      place.set(toolkit, timer);
      timer.start(period);
      return Optional.of(timer);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("the pulses of this toolkit do not rest: {}", e.toString());
      return Optional.empty();
    }
  }

  private static Field opened(Toolkit toolkit, String name) throws NoSuchFieldException {
    Field field = toolkit.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** Whether no pulse is due. */
  boolean rests() {
    return !clock.isRunning();
  }

  @Override
  protected long _start(Runnable tick) {
    throw new UnsupportedOperationException("there is no vertical synchronisation to follow");
  }

  @Override
  protected long _start(Runnable tick, int millis) {
    period = millis;
    clock.start(millis);
    return 1;
  }

  @Override
  protected void _stop(long timer) {
    clock.stop();
  }

  @Override
  protected void _pause(long timer) {
    clock.stop();
  }

  @Override
  protected void _resume(long timer) {
    if (!clock.isRunning()) {
      clock.start(period);
    }
  }
}
