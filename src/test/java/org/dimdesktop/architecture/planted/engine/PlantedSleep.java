package org.dimdesktop.architecture.planted.engine;

/** Breaks a rule on purpose. */
final class PlantedSleep {
  void sleep() throws InterruptedException {
    Thread.sleep(1);
  }
}
