package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one endpoint: requests, streams and upgrades over one OkHttp client. The API
 * version is negotiated with the first request and after {@link #reset}.
 */
public final class EngineConnection implements EngineHttp, AutoCloseable {
  private static final Duration PING = Duration.ofSeconds(5);
  private static final int MAX_ERROR_BODY = 64 * 1024;

  private final EngineEndpoint endpoint;
  private final EngineClient client;
  private final TransportErrors errors;
  private final ReentrantLock negotiating = new ReentrantLock();
  private volatile @Nullable ApiVersion version;

  /**
   * Does not connect yet.
   *
   * @throws FailureException when the endpoint's scheme is not supported or its TLS files not read
   */
  public EngineConnection(EngineEndpoint endpoint) {
    this.endpoint = endpoint;
    this.client = EngineClient.of(endpoint);
    this.errors = new TransportErrors(endpoint.host());
  }

  /** The endpoint that it leads to. */
  public EngineEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public String apiVersion() {
    return negotiated().toString();
  }

  private ApiVersion negotiated() {
    ApiVersion known = version;
    if (known != null) {
      return known;
    }
    negotiating.lock();
    try {
      known = version;
      if (known == null) {
        known = ping();
        version = known;
      }
      return known;
    } finally {
      negotiating.unlock();
    }
  }

  /** Asks the engine for its newest version and takes the older of that and our own. */
  private ApiVersion ping() {
    EngineRequest request =
        EngineRequest.get("_ping", "connect to the engine", endpoint.host().toString())
            .withoutVersion()
            .withTimeout(PING);
    try (EngineResponse response = execute(request)) {
      String header = response.header("Api-Version");
      ApiVersion theirs = header == null ? ApiVersion.OLDEST : ApiVersion.parse(header);
      if (theirs.compareTo(ApiVersion.OLDEST) < 0) {
        throw new FailureException(
            new Failure.Unsupported(
                request.action(),
                request.subject(),
                "the engine is too old: it has API "
                    + theirs
                    + ", "
                    + ApiVersion.OLDEST
                    + " or newer is needed"));
      }
      return theirs.compareTo(ApiVersion.NEWEST) < 0 ? theirs : ApiVersion.NEWEST;
    } catch (IllegalArgumentException e) {
      throw new FailureException(
          new Failure.Broken(
              request.action(), request.subject(), "what answers there is not a Docker Engine"),
          e);
    }
  }

  /** Forgets idle connections and the version, for an engine that may have become another. */
  public void reset() {
    version = null;
    client.http().connectionPool().evictAll();
  }

  @Override
  public EngineResponse execute(EngineRequest request) {
    Call call = call(request, false);
    try {
      return checked(call, call.execute(), request);
    } catch (IOException e) {
      throw errors.of(e, request.action(), request.subject(), call.isCanceled());
    }
  }

  @Override
  public DuplexStream upgrade(EngineRequest request) {
    Call call = call(request, true);
    try {
      Response response = call.execute();
      if (response.code() == 101 && response.socket() != null) {
        return new OkDuplex(response.socket());
      }
      try (OkResponse _ = checked(call, response, request)) {
        throw new FailureException(
            new Failure.Broken(
                request.action(), request.subject(), "the engine did not open a stream"));
      }
    } catch (IOException e) {
      throw errors.of(e, request.action(), request.subject(), call.isCanceled());
    }
  }

  private OkResponse checked(Call call, Response response, EngineRequest request)
      throws IOException {
    OkResponse checked = new OkResponse(call, response, request, errors);
    if (checked.status() < 400) {
      return checked;
    }
    try (checked) {
      String body =
          new String(
              checked.body().readNBytes(MAX_ERROR_BODY), java.nio.charset.StandardCharsets.UTF_8);
      throw new FailureException(
          EngineErrors.ofStatus(request.action(), request.subject(), checked.status(), body));
    }
  }

  private Call call(EngineRequest request, boolean upgrade) {
    Request.Builder ok = new Request.Builder().url(url(request));
    Headers.Builder headers = new Headers.Builder();
    for (Map.Entry<String, String> header : request.headers()) {
      headers.add(header.getKey(), header.getValue());
    }
    if (upgrade) {
      headers.add("Connection", "Upgrade").add("Upgrade", "tcp");
    }
    ok.headers(headers.build()).method(request.method(), body(request));
    OkHttpClient http = client.http();
    Call call = http.newCall(ok.build());
    Duration timeout = request.timeout();
    if (timeout != null) {
      call.timeout().timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
    return call;
  }

  private static @Nullable RequestBody body(EngineRequest request) {
    BodyWriter writer = request.body();
    if (writer != null) {
      return new StreamedBody(request.contentType(), writer);
    }
    return switch (request.method()) {
      case "POST", "PUT", "PATCH" -> RequestBody.EMPTY;
      default -> null;
    };
  }

  private HttpUrl url(EngineRequest request) {
    HttpUrl.Builder url = client.base().newBuilder();
    if (request.versioned()) {
      url.addPathSegment("v" + negotiated());
    }
    url.addEncodedPathSegments(request.path());
    for (Map.Entry<String, String> parameter : request.query()) {
      url.addQueryParameter(parameter.getKey(), parameter.getValue());
    }
    return url.build();
  }

  /** Ends every request that waits for its answer to begin; each fails as cancelled. */
  public void abandon() {
    client.http().dispatcher().cancelAll();
  }

  /** Closes idle connections; responses that are open stay so until they are closed. */
  @Override
  public void close() {
    client.http().connectionPool().evictAll();
  }
}
