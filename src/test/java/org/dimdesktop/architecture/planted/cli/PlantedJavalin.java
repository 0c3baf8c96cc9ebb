package org.dimdesktop.architecture.planted.cli;

import io.javalin.Javalin;

/** Breaks a rule on purpose. */
record PlantedJavalin(Javalin server) {}
