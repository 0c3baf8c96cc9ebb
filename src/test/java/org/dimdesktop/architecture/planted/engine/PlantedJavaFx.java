package org.dimdesktop.architecture.planted.engine;

import javafx.beans.property.IntegerProperty;

/** Breaks a rule on purpose. */
record PlantedJavaFx(IntegerProperty property) {}
