package org.dimdesktop.dim.api;

/** A user and a password: the body of {@code POST /auth/login}. */
public record LoginRequest(String user, String password) {
  @Override
  public String toString() {
    return "LoginRequest[user=" + user + ", password=***]";
  }
}
