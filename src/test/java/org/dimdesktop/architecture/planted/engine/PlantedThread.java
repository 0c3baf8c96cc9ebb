package org.dimdesktop.architecture.planted.engine;

/** Breaks a rule on purpose. */
final class PlantedThread {
  Thread thread() {
    return new Thread(() -> {});
  }
}
