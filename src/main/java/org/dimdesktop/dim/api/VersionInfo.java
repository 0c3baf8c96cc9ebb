package org.dimdesktop.dim.api;

/** The daemon's version and the version of the API it speaks. */
public record VersionInfo(String version, int api) {}
