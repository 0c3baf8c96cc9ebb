package org.dimdesktop.dim.api;

/** The last line of a followed NDJSON log. */
public record LogEnd(BuildStatus finalStatus) {}
