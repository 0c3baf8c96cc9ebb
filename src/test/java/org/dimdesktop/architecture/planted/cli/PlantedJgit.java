package org.dimdesktop.architecture.planted.cli;

import org.eclipse.jgit.lib.Repository;

/** Breaks a rule on purpose. */
record PlantedJgit(Repository repository) {}
