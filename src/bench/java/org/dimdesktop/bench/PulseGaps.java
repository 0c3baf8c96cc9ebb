package org.dimdesktop.bench;

import java.lang.management.ManagementFactory;
import javafx.animation.AnimationTimer;

/** The longest time between two pulses: what a person would feel as a stall. JavaFX thread. */
public final class PulseGaps extends AnimationTimer {

  private long last;
  private long longest;
  private long busiest;
  private long lastCpu;
  private long pulses;

  @Override
  public void handle(long now) {
    // The pulse's own time stamp is rounded to the frame rate; the clock is not.
    long time = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    if (last != 0) {
      longest = Math.max(longest, time - last);
      busiest = Math.max(busiest, cpu - lastCpu);
    }
    last = time;
    lastCpu = cpu;
    pulses++;
  }

  /** Begins anew. */
  public void reset() {
    last = 0;
    longest = 0;
    busiest = 0;
    pulses = 0;
  }

  /** The longest time between two pulses since it began, in milliseconds. */
  public double longestMillis() {
    return longest / 1e6;
  }

  /**
   * The most processor time that the JavaFX thread took between two pulses, in milliseconds: what a
   * stall is on a machine that does nothing else, collections of the heap aside.
   */
  public double busiestMillis() {
    return busiest / 1e6;
  }

  /** How many pulses since it began. */
  public long pulses() {
    return pulses;
  }
}
