package org.dimdesktop.engine.container;

/** What a container's health check says. */
public enum Health {
  /** It has no health check. */
  NONE,
  STARTING,
  HEALTHY,
  UNHEALTHY
}
