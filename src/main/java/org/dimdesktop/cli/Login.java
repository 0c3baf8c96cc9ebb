package org.dimdesktop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dimdesktop.credentials.Credential;
import org.jspecify.annotations.Nullable;

/** The login that options of a command give for a registry. */
final class Login {
  private Login() {}

  /**
   * The login, or nothing where none is given and a kept one is to be used.
   *
   * @param text USER:PASSWORD, or null
   * @param file a file that holds the same, {@code -} for standard input, or null
   * @param option the option's name, for what is wrong with it; its value is never said
   */
  static Optional<Credential> of(@Nullable String text, @Nullable Path file, String option)
      throws IOException {
    if (text != null && file != null) {
      throw new IllegalArgumentException(
          "say either " + option + " or " + option + "-file, not both");
    }
    String login = text;
    if (file != null) {
      boolean stdin = file.toString().equals("-");
      login = new SecretSource(stdin, stdin ? null : file, option).read("");
    }
    if (login == null) {
      return Optional.empty();
    }
    int colon = login.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(option + " must be USER:PASSWORD");
    }
    return Optional.of(Credential.of(login.substring(0, colon), login.substring(colon + 1)));
  }
}
