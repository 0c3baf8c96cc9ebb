package org.dimdesktop.engine.context;

/**
 * One place where an engine was looked for.
 *
 * @param description the place: {@code DOCKER_HOST}, {@code /var/run/docker.sock}
 * @param reason why it was chosen, passed over, or did not work: one sentence
 */
public record Attempt(String description, String reason) {}
