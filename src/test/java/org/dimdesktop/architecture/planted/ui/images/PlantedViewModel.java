package org.dimdesktop.architecture.planted.ui.images;

import javafx.scene.Node;

/** Breaks a rule on purpose. */
record PlantedViewModel(Node node) {}
