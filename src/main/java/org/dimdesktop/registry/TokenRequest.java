package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** Gets one access token from a realm (distribution spec, "Token Authentication"). */
final class TokenRequest {
  private static final String CLIENT = "dim-desktop";

  /** Realms without the OAuth2 route: Azure 400, Artifactory 401, Google 404, GitHub 405. */
  private static final Set<Integer> NO_OAUTH = Set.of(400, 401, 404, 405);

  private static final Duration DEFAULT_LIFE = Duration.ofSeconds(60);
  private static final String ACTION = "log in to";

  private final Transport transport;
  private final HttpUrl realm;
  private final String registry;
  private final String service;
  private final List<String> scopes;

  TokenRequest(
      Transport transport, HttpUrl realm, String registry, String service, List<String> scopes) {
    this.transport = transport;
    this.realm = realm;
    this.registry = registry;
    this.service = service;
    this.scopes = scopes;
  }

  AccessToken get(Optional<Credential> credential) {
    return switch (credential.orElse(null)) {
      case null -> viaGet(null);
      case Credential.Basic basic -> viaGet(basic);
      case Credential.IdentityToken identity -> viaRefreshToken(identity);
      case Credential.RegistryToken(String _, String secret) ->
          new AccessToken(secret, Instant.MAX);
    };
  }

  private AccessToken viaGet(@Nullable Credential basic) {
    HttpUrl.Builder url = realm.newBuilder();
    if (!service.isEmpty()) {
      url.setQueryParameter("service", service);
    }
    scopes.forEach(scope -> url.addQueryParameter("scope", scope));
    Request.Builder request = Clients.request(registry).url(url.build());
    if (basic != null) {
      url.setQueryParameter("account", basic.username());
      request
          .url(url.build())
          .header(
              "Authorization",
              Credentials.basic(
                  basic.username(), basic.secret(), java.nio.charset.StandardCharsets.UTF_8));
    }
    Reply reply = transport.read(request.build(), ACTION, registry);
    if (!reply.isSuccess()) {
      throw refused(reply, basic);
    }
    return token(reply);
  }

  private AccessToken viaRefreshToken(Credential.IdentityToken identity) {
    FormBody form =
        new FormBody.Builder()
            .add("grant_type", "refresh_token")
            .add("service", service)
            .add("client_id", CLIENT)
            .add("scope", String.join(" ", scopes))
            .add("refresh_token", identity.secret())
            .build();
    Request request = Clients.request(registry).url(realm).post(form).build();
    Reply reply = transport.read(request, ACTION, registry);
    if (reply.isSuccess()) {
      return token(reply);
    }
    if (NO_OAUTH.contains(reply.status())) {
      String user = identity.username().isEmpty() ? Credential.TOKEN_USER : identity.username();
      return viaGet(new Credential.Basic(user, identity.secret()));
    }
    throw refused(reply, identity);
  }

  private AccessToken token(Reply reply) {
    JsonNode json = reply.json(ACTION, registry);
    String value = json.path("token").asText("");
    if (value.isEmpty()) {
      value = json.path("access_token").asText("");
    }
    if (value.isEmpty()) {
      throw new FailureException(
          new Failure.Broken(ACTION, registry, realm.host() + " gave an answer without a token"));
    }
    long seconds = json.path("expires_in").asLong(0);
    Duration life = seconds > 0 ? Duration.ofSeconds(seconds) : DEFAULT_LIFE;
    return AccessToken.living(value, life, Instant.now());
  }

  private FailureException refused(Reply reply, @Nullable Credential used) {
    if (reply.status() == 401 || reply.status() == 403 || reply.status() == 400) {
      String who =
          used == null
              ? "it gives no access without a login"
              : "it does not accept the login of " + Authenticator.name(used);
      return new FailureException(
          new Failure.Unauthorized(
              ACTION, registry, RegistryErrors.withWords(who, reply), registry));
    }
    return RegistryErrors.failure(ACTION, registry, registry, reply);
  }
}
