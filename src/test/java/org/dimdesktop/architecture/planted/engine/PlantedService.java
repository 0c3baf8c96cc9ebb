package org.dimdesktop.architecture.planted.engine;

/** Breaks a rule on purpose. */
public final class PlantedService {}
