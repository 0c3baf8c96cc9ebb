package org.dimdesktop.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a registry of the test bed what stands behind a tag, by plain HTTP, so that what is asked
 * shares no code with what the test is about. Where a login is wanted, the test bed's is given.
 */
public final class RegistryProbe {
  private static final Pattern PARAMETER = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");
  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
  private static final String MANIFESTS =
      "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.oci.image.manifest.v1+json,"
          + "application/vnd.oci.image.index.v1+json";

  private RegistryProbe() {}

  /** The digest that the registry serves for {@code host/repository:tag}; empty without the tag. */
  public static Optional<String> digest(String reference) {
    int slash = reference.indexOf('/');
    int colon = reference.lastIndexOf(':');
    URI manifest =
        URI.create(
            "http://"
                + reference.substring(0, slash)
                + "/v2/"
                + reference.substring(slash + 1, colon)
                + "/manifests/"
                + reference.substring(colon + 1));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = get(http, manifest, "");
      if (answer.statusCode() == 401) {
        String challenge = answer.headers().firstValue("WWW-Authenticate").orElseThrow();
        answer = get(http, manifest, authorization(http, challenge));
      }
      return switch (answer.statusCode()) {
        case 200 -> answer.headers().firstValue("Docker-Content-Digest");
        case 404 -> Optional.empty();
        default -> throw new AssertionError(manifest + ": " + answer.statusCode());
      };
    }
  }

  private static String authorization(HttpClient http, String challenge) {
    TestBed.Registries all = TestBed.require().registries();
    String pair = all.user() + ":" + all.password();
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    if (challenge.startsWith("Basic")) {
      return basic;
    }
    String realm = "";
    StringBuilder query = new StringBuilder("?");
    for (Matcher m = PARAMETER.matcher(challenge); m.find(); ) {
      if (m.group(1).equals("realm")) {
        realm = m.group(2);
      } else {
        query.append(m.group(1)).append('=');
        query.append(URLEncoder.encode(m.group(2), StandardCharsets.UTF_8)).append('&');
      }
    }
    String answer = get(http, URI.create(realm + query), basic).body();
    Matcher token = TOKEN.matcher(answer);
    if (!token.find()) {
      throw new AssertionError(realm + " gave no token");
    }
    return "Bearer " + token.group(1);
  }

  private static HttpResponse<String> get(HttpClient http, URI uri, String authorization) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", MANIFESTS);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while asking " + uri, e);
    }
  }
}
