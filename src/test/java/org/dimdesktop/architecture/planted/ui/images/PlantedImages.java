package org.dimdesktop.architecture.planted.ui.images;

/** Breaks a rule on purpose. */
public final class PlantedImages {}
