package org.dimdesktop.credentials;

/** What proves to a registry who asks; {@code toString} never shows the secret. */
public sealed interface Credential {
  /** The user name that helpers give to say that the secret is an identity token. */
  String TOKEN_USER = "<token>";

  /** Whom the credential is for, as a person may read it. */
  String username();

  /** The secret itself: for the wire and for credential helpers alone. */
  String secret();

  /** A user name with a password or an access token. */
  record Basic(String username, String secret) implements Credential {
    @Override
    public String toString() {
      return "Basic[" + username + "]";
    }
  }

  /** An OAuth2 refresh token, to be traded for access tokens; the user name may be empty. */
  record IdentityToken(String username, String secret) implements Credential {
    @Override
    public String toString() {
      return "IdentityToken[" + username + "]";
    }
  }

  /** A bearer token that the registry takes as it is ({@code registrytoken}). */
  record RegistryToken(String username, String secret) implements Credential {
    @Override
    public String toString() {
      return "RegistryToken[" + username + "]";
    }
  }

  /** What a helper gave: an identity token when the user name says so. */
  static Credential of(String username, String secret) {
    return username.equals(TOKEN_USER)
        ? new IdentityToken("", secret)
        : new Basic(username, secret);
  }
}
