package org.dimdesktop.dim.daemon.store;

/** A client's key for one submission; keys of different owners do not meet. */
public record IdempotencyKey(String owner, String key) {}
