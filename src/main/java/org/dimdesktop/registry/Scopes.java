package org.dimdesktop.registry;

import org.dimdesktop.model.ImageReference;

/** What a token is asked to allow (distribution spec, "Token Scope"). */
final class Scopes {
  private Scopes() {}

  static String pull(ImageReference repository) {
    return "repository:" + repository.path() + ":pull";
  }
}
