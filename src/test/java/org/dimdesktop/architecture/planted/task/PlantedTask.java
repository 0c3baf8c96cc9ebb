package org.dimdesktop.architecture.planted.task;

import org.dimdesktop.architecture.planted.engine.PlantedService;

/** Breaks a rule on purpose. */
record PlantedTask(PlantedService service) {}
