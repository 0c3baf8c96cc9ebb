package org.dimdesktop.architecture.planted.registry;

import org.dimdesktop.architecture.planted.engine.PlantedService;

/** Breaks a rule on purpose. */
public record PlantedCycleEnd(PlantedService service) {}
