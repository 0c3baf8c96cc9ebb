package org.dimdesktop.dim.api;

import java.time.Instant;

/** A login session's token. */
public record LoginAnswer(String token, Instant expiresAt, String user) {
  @Override
  public String toString() {
    return "LoginAnswer[token=***, expiresAt=" + expiresAt + ", user=" + user + "]";
  }
}
