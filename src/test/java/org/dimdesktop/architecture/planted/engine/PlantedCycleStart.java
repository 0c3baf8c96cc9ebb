package org.dimdesktop.architecture.planted.engine;

import org.dimdesktop.architecture.planted.registry.PlantedCycleEnd;

/** Breaks a rule on purpose. */
record PlantedCycleStart(PlantedCycleEnd end) {}
