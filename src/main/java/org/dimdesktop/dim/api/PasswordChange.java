package org.dimdesktop.dim.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The body of {@code POST /auth/password}. */
public record PasswordChange(String current, @JsonProperty("new") String replacement) {
  @Override
  public String toString() {
    return "PasswordChange[***]";
  }
}
