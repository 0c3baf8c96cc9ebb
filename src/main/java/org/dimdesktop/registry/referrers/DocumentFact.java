package org.dimdesktop.registry.referrers;

/**
 * Something that a document says.
 *
 * @param name what it is about
 */
public record DocumentFact(Name name, String value) {
  /** What documents speak of. */
  public enum Name {
    FORMAT,
    NAME,
    CREATED,
    TOOLS,
    SUBJECT,
    BUILDER,
    BUILD_TYPE,
    SOURCE,
    REVISION,
    ENTRY_POINT,
    STARTED,
    FINISHED,
    MATERIAL,
    IDENTITY,
    ISSUER,
    KEY,
    SIGNATURE,
    SIGNED_NAME,
    SIGNED_DIGEST,
    PREDICATE
  }
}
