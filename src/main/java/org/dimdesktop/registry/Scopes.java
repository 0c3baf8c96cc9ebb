package org.dimdesktop.registry;

import org.dimdesktop.model.ImageReference;

/** What a token is asked to allow (distribution spec, "Token Scope"). */
final class Scopes {
  private Scopes() {}

  static String pull(ImageReference repository) {
    return "repository:" + repository.path() + ":pull";
  }

  static String push(ImageReference repository) {
    return "repository:" + repository.path() + ":pull,push";
  }

  /** A mount reads one repository and writes another. */
  static String mount(ImageReference from, ImageReference to) {
    return push(to) + " " + pull(from);
  }

  static String delete(ImageReference repository) {
    return "repository:" + repository.path() + ":delete,pull";
  }
}
