package org.dimdesktop.dim.daemon.git;

import org.dimdesktop.dim.daemon.store.Credential;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** Answers for the repository's own server, once, and for nobody else. */
final class HostCredentials extends CredentialsProvider {
  /** What hosts that look at the token alone are told as user name. */
  private static final String TOKEN_USER = "token";

  private final RepoUrl repo;
  private final Credential credential;

  HostCredentials(RepoUrl repo, Credential credential) {
    this.repo = repo;
    this.credential = credential;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    for (CredentialItem item : items) {
      if (!(item instanceof CredentialItem.Username)
          && !(item instanceof CredentialItem.Password)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean get(URIish uri, CredentialItem... items) {
    String secret = credential.secret();
    if (secret == null
        || uri.getScheme() == null
        || uri.getHost() == null
        || !supports(items)
        || !repo.isSameServer(uri.getScheme(), uri.getHost(), uri.getPort())) {
      return false;
    }
    String user = credential.username();
    for (CredentialItem item : items) {
      if (item instanceof CredentialItem.Username name) {
        name.setValue(user == null || user.isEmpty() ? TOKEN_USER : user);
      } else if (item instanceof CredentialItem.Password password) {
        password.setValue(secret.toCharArray());
      }
    }
    return true;
  }
}
