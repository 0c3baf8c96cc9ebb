package org.dimdesktop.registry.copy;

/** Which of many tags are copied. */
public enum Sync {
  /** Those that the target lacks or has another image under; the rule. */
  DIFFERENT,
  /** Those that the target lacks: no tag that is there is moved. */
  MISSING,
  /** All, also those that are the same already. */
  ALL
}
