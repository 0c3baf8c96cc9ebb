package org.dimdesktop.dim.client;

import java.util.List;
import java.util.Locale;
import org.dimdesktop.dim.api.CreatedToken;
import org.dimdesktop.dim.api.CredentialEntry;
import org.dimdesktop.dim.api.CredentialList;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.api.LoginAnswer;
import org.dimdesktop.dim.api.LoginRequest;
import org.dimdesktop.dim.api.PasswordChange;
import org.dimdesktop.dim.api.TokenInfo;
import org.dimdesktop.dim.api.TokenList;
import org.dimdesktop.dim.api.TokenRequest;
import org.dimdesktop.dim.api.WhoAmI;

/** A daemon's credentials, access tokens and logins; calls behave as those of {@link DimClient}. */
public final class DimAccess {
  /** What a credential is for. */
  public enum Realm {
    GIT,
    REGISTRY;

    /** The name on the wire. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final DimHttp http;

  DimAccess(DimHttp http) {
    this.http = http;
  }

  /** The hosts with a credential; secrets never come out. */
  public CredentialList credentials() {
    return http.send(
        "list credentials", "", http.request(http.api("credentials")), CredentialList.class);
  }

  /** Stores a credential for a host ({@code host[:port]}), in place of an older one. */
  public CredentialEntry putCredential(Realm realm, String host, CredentialUpdate credential) {
    return http.send(
        "store the credential for",
        host,
        http.request(http.api("credentials", realm.wire(), host)).put(DimHttp.json(credential)),
        CredentialEntry.class);
  }

  /** Forgets a host's credential. */
  public void deleteCredential(Realm realm, String host) {
    http.send(
        "forget the credential for",
        host,
        http.request(http.api("credentials", realm.wire(), host)).delete());
  }

  /** The access tokens, without their secrets. */
  public List<TokenInfo> tokens() {
    return http.send("list access tokens", "", http.request(http.api("tokens")), TokenList.class)
        .tokens();
  }

  /** Makes an access token; it is shown this once. */
  public CreatedToken createToken(TokenRequest token) {
    return http.send(
        "create the access token",
        token.name(),
        http.request(http.api("tokens")).post(DimHttp.json(token)),
        CreatedToken.class);
  }

  /** Ends an access token at once. */
  public void revokeToken(String id) {
    http.send("revoke the access token", id, http.request(http.api("tokens", id)).delete());
  }

  /** Opens a login session. */
  public LoginAnswer login(String user, String password) {
    return http.send(
        "log in as",
        user,
        http.request(http.api("auth", "login"))
            .post(DimHttp.json(new LoginRequest(user, password))),
        LoginAnswer.class);
  }

  /** Ends the session that the token belongs to. */
  public void logout() {
    http.send("log out", "", http.request(http.api("auth", "logout")).post(DimHttp.empty()));
  }

  /** Whose token it is. */
  public WhoAmI whoAmI() {
    return http.send(
        "ask whose token this is", "", http.request(http.api("auth", "whoami")), WhoAmI.class);
  }

  /** Changes the user's own password; every other session of the user ends. */
  public void changePassword(String current, String replacement) {
    http.send(
        "change the password",
        "",
        http.request(http.api("auth", "password"))
            .post(DimHttp.json(new PasswordChange(current, replacement))));
  }
}
