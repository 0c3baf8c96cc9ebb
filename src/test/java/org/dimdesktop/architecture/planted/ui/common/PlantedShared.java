package org.dimdesktop.architecture.planted.ui.common;

import org.dimdesktop.architecture.planted.ui.images.PlantedImages;

/** Breaks a rule on purpose. */
record PlantedShared(PlantedImages images) {}
