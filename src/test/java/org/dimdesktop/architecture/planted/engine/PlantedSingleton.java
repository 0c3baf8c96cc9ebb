package org.dimdesktop.architecture.planted.engine;

/** Breaks a rule on purpose. */
final class PlantedSingleton {
  static PlantedSingleton getInstance() {
    return new PlantedSingleton();
  }
}
