package org.dimdesktop.architecture.planted.ui.builds;

import org.dimdesktop.architecture.planted.ui.images.PlantedImages;

/** Breaks a rule on purpose. */
record PlantedSideways(PlantedImages images) {}
