package org.dimdesktop.app;

import java.util.Optional;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.credentials.CredentialStore;
import org.dimdesktop.engine.image.RegistryAuth;
import org.dimdesktop.model.ImageReference;

/** What an engine shows an image's registry, of the logins that are kept for docker. */
final class EngineLogins {
  private final CredentialStore credentials;

  EngineLogins(CredentialStore credentials) {
    this.credentials = credentials;
  }

  /** Empty is anonymous. */
  Optional<RegistryAuth> of(ImageReference image) {
    return credentials.find(image.domain()).map(credential -> of(image.domain(), credential));
  }

  private static RegistryAuth of(String host, Credential credential) {
    return switch (credential) {
      case Credential.Basic c -> new RegistryAuth(c.username(), c.secret(), "", "", host);
      case Credential.IdentityToken c -> new RegistryAuth(c.username(), "", c.secret(), "", host);
      case Credential.RegistryToken c -> new RegistryAuth("", "", "", c.secret(), host);
    };
  }
}
