package org.dimdesktop.dim.api;

import java.util.List;

/** The access tokens of the daemon. */
public record TokenList(List<TokenInfo> tokens) {
  public TokenList {
    tokens = List.copyOf(tokens);
  }
}
