package org.dimdesktop.architecture.planted.cli;

import org.jdbi.v3.core.Jdbi;

/** Breaks a rule on purpose. */
record PlantedJdbi(Jdbi jdbi) {}
