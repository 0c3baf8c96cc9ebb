package org.dimdesktop.registry;

/** What a registry lets be deleted in a repository. */
public enum Deletes {
  /** A tag alone; what it stands for stays, without that name. */
  TAGS,
  /** Only what tags stand for, by digest: every tag on it goes too. */
  IMAGES,
  /** Nothing: it is switched off, or the registry knows no such thing. */
  NOTHING
}
