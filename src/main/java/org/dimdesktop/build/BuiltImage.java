package org.dimdesktop.build;

/** A finished build's image, by the engine's id {@code sha256:…}. */
public record BuiltImage(String imageId) {}
