package org.dimdesktop.registry.referrers;

/** How something attached to an image was found. */
public enum Origin {
  /** By the registry's own list (distribution spec 1.1). */
  REFERRERS,
  /** By the list that clients keep under the tag {@code sha256-<hex>}. */
  REFERRERS_TAG,
  /** As an entry of the image's index, where BuildKit puts it. */
  INDEX,
  /** Under cosign's tags {@code sha256-<hex>.sig}, {@code .att} and {@code .sbom}. */
  COSIGN_TAG
}
