package org.dimdesktop.dim.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.dimdesktop.dim.api.DimJson;
import org.jspecify.annotations.Nullable;

/** Sends single requests to a daemon and reads the answers. */
final class DimHttp {
  private static final MediaType JSON = MediaType.get("application/json");

  private final HttpUrl root;
  private final Supplier<@Nullable String> token;
  private @Nullable OkHttpClient http;

  DimHttp(URI address, Supplier<@Nullable String> token) {
    HttpUrl url = HttpUrl.get(address.toString());
    this.root = url.newBuilder().encodedPath("/").query(null).fragment(null).build();
    this.token = token;
  }

  /** Made with the first request, for it takes longer than all else that a client is made of. */
  private synchronized OkHttpClient http() {
    OkHttpClient made = http;
    if (made == null) {
      OkHttpClient.Builder builder =
          new OkHttpClient.Builder()
              .connectTimeout(Duration.ofSeconds(5))
              .readTimeout(Duration.ofSeconds(30))
              .followRedirects(false);
      if (!root.isHttps()) { // or it would read the platform's certificates as it is made
        builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
      }
      made = builder.build();
      http = made;
    }
    return made;
  }

  /**
   * A route below {@code /api/v1}.
   *
   * @throws IllegalArgumentException when a part of it would lead to another route
   */
  HttpUrl.Builder api(String... path) {
    HttpUrl.Builder url = root.newBuilder().addPathSegments("api/v1");
    for (String segment : path) {
      if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException("\"" + segment + "\" names nothing");
      }
      url.addPathSegment(segment);
    }
    return url;
  }

  /** A route at the root. */
  HttpUrl.Builder root(String path) {
    return root.newBuilder().addPathSegment(path);
  }

  Request.Builder request(HttpUrl.Builder url) {
    Request.Builder request = new Request.Builder().url(url.build());
    String value = token.get();
    if (value != null && !value.isEmpty()) {
      request.header("Authorization", "Bearer " + value);
    }
    return request;
  }

  /** A body of one of the wire's records. */
  static RequestBody json(Object body) {
    try {
      return RequestBody.create(DimJson.mapper().writeValueAsBytes(body), JSON);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RequestBody empty() {
    return json(Map.of());
  }

  /** Sends a request whose answer is a {@code type}. */
  <T> T send(String action, String subject, Request.Builder request, Class<T> type) {
    try (Response response = execute(action, subject, request)) {
      return DimJson.mapper().readValue(response.body().byteStream(), type);
    } catch (IOException e) {
      throw ApiFailures.ofConnection(action, subject, e, false);
    }
  }

  /** Sends a request whose answer says nothing but that it worked. */
  void send(String action, String subject, Request.Builder request) {
    execute(action, subject, request).close();
  }

  private Response execute(String action, String subject, Request.Builder request) {
    try {
      Response response = http().newCall(request.build()).execute();
      if (response.isSuccessful()) {
        return response;
      }
      try (response) {
        throw ApiFailures.ofAnswer(action, subject, response);
      }
    } catch (IOException e) {
      throw ApiFailures.ofConnection(action, subject, e, false);
    }
  }

  /** A call whose answer may stay open; {@code silence} is how long it may say nothing. */
  Call stream(Request.Builder request, Duration silence) {
    return http().newBuilder().readTimeout(silence).build().newCall(request.build());
  }

  /** Ends what is open. */
  synchronized void close() {
    OkHttpClient made = http;
    if (made != null) {
      made.dispatcher().cancelAll();
      made.connectionPool().evictAll();
    }
  }
}
