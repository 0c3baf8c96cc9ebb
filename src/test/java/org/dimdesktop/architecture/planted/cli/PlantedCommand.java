package org.dimdesktop.architecture.planted.cli;

import org.dimdesktop.architecture.planted.ui.images.PlantedImages;

/** Breaks a rule on purpose. */
record PlantedCommand(PlantedImages images) {}
