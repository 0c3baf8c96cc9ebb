package org.dimdesktop.architecture.planted.engine;

/** Breaks a rule on purpose. */
final class PlantedPrint {
  void print() {
    System.out.println();
  }
}
