package org.dimdesktop.architecture.planted.engine;

import org.dimdesktop.architecture.planted.ui.images.PlantedImages;

/** Breaks a rule on purpose. */
record PlantedUpward(PlantedImages images) {}
