package org.dimdesktop.architecture.planted.registry;

import com.github.dockerjava.api.DockerClient;

/** Breaks a rule on purpose. */
record PlantedDockerJava(DockerClient client) {}
