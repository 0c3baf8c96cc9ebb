package org.dimdesktop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.Instant;
import org.dimdesktop.dim.api.CreatedToken;
import org.dimdesktop.dim.api.TokenInfo;
import org.dimdesktop.dim.api.TokenList;
import org.dimdesktop.dim.api.TokenRequest;
import org.dimdesktop.dim.api.TokenScope;
import org.dimdesktop.dim.client.DimClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dim tokens}: access tokens for scripts. */
@Command(
    name = "tokens",
    description = "Access tokens for scripts and other programs.",
    subcommands = {
      TokensCommand.CreateCommand.class,
      TokensCommand.ListCommand.class,
      TokensCommand.RevokeCommand.class
    })
final class TokensCommand {
  TokensCommand() {}

  /** {@code dim tokens create}: the token alone on standard output. */
  @Command(name = "create", description = "Makes an access token and prints it this once.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  static final class CreateCommand extends ViewCommand {
    @Option(names = "--name", required = true, paramLabel = "NAME", description = "whose it is")
    private String name;

    @Option(
        names = "--scope",
        paramLabel = "build|admin",
        defaultValue = "build",
        description = "admin may also manage tokens and credentials (${DEFAULT-VALUE})")
    private TokenScope scope;

    @Option(
        names = "--expires",
        paramLabel = "WHEN",
        converter = ExpiryConverter.class,
        description = "after a time such as 90d, or at one such as 2030-01-31T12:00:00Z")
    private @Nullable Instant expires;

    @Override
    void run(DimClient client) throws JsonProcessingException {
      CreatedToken token = client.access().createToken(new TokenRequest(name, scope, expires));
      if (json()) {
        printJson(token);
        return;
      }
      out().println(token.token());
      err().println("Token " + token.id() + "; it is shown this once.");
    }
  }

  /** {@code dim tokens list}. */
  @Command(name = "list", description = "Lists the access tokens, without the tokens themselves.")
  static final class ListCommand extends ViewCommand {
    @Override
    void run(DimClient client) throws JsonProcessingException {
      TokenList list = new TokenList(client.access().tokens());
      if (json()) {
        printJson(list);
        return;
      }
      Table table = new Table("ID", "NAME", "SCOPE", "CREATED", "LAST USED", "EXPIRES");
      for (TokenInfo t : list.tokens()) {
        table.add(
            t.id(),
            t.name(),
            t.scope().wire(),
            t.createdAt(),
            t.lastUsedAt() == null ? "never" : t.lastUsedAt(),
            t.expiresAt() == null ? "never" : t.expiresAt());
      }
      table.print(out());
    }
  }

  /** {@code dim tokens revoke}. */
  @Command(name = "revoke", description = "Ends an access token at once.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  static final class RevokeCommand extends ClientCommand {
    @Parameters(paramLabel = "<id>")
    private String id;

    @Override
    void run(DimClient client) {
      client.access().revokeToken(id);
      out().println("Revoked the token " + id + ".");
    }
  }

  /** A time from now, or a point in time. */
  static final class ExpiryConverter implements picocli.CommandLine.ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) throws Exception {
      return value.contains("T")
          ? java.time.OffsetDateTime.parse(value).toInstant()
          : Clock.systemUTC().instant().plus(new DurationConverter().convert(value));
    }
  }
}
