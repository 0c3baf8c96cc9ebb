package org.dimdesktop.architecture.planted.model;

import org.slf4j.Logger;

/** Breaks a rule on purpose. */
record PlantedModel(Logger logger) {}
