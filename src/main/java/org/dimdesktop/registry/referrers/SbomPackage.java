package org.dimdesktop.registry.referrers;

/**
 * A package that an SBOM lists; what it does not say is empty.
 *
 * @param kind the ecosystem, such as {@code deb} or {@code npm}
 * @param purl its package URL
 */
public record SbomPackage(String name, String version, String kind, String license, String purl) {}
