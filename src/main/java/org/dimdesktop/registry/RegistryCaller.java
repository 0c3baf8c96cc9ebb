package org.dimdesktop.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** Runs endpoints: finds the scheme, answers challenges, follows redirects, bounds the load. */
final class RegistryCaller {
  private static final int MAX_READS = 4;
  private static final int MAX_WRITES = 3;
  private static final int MAX_HOPS = 5;
  private static final int MAX_RENEWALS = 2;

  private final Transport transport;
  private final Schemes schemes;
  private final Authenticator authenticator;
  private final Map<String, Semaphore> reads = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> writes = new ConcurrentHashMap<>();
  private final Quotas quotas = new Quotas();

  RegistryCaller(Transport transport, Schemes schemes, Authenticator authenticator) {
    this.transport = transport;
    this.schemes = schemes;
    this.authenticator = authenticator;
  }

  <T> T call(Endpoint<T> endpoint) {
    Semaphore slot = slot(endpoint);
    Interrupts.acquire(slot, endpoint.action(), endpoint.subject());
    try {
      return endpoint.handle(exchange(endpoint));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.Unreachable) {
        schemes.forget(endpoint.registry());
      }
      throw e;
    } finally {
      slot.release();
    }
  }

  /** Drops what proves to a registry who asks. */
  void forgetLogin(String registry) {
    authenticator.forget(registry);
  }

  Quotas quotas() {
    return quotas;
  }

  /**
   * An upload may read from the registry that it writes to, so that reads must never wait for
   * writes.
   */
  private Semaphore slot(Endpoint<?> endpoint) {
    boolean read = endpoint.method().equals("GET") || endpoint.method().equals("HEAD");
    return read
        ? reads.computeIfAbsent(endpoint.registry(), host -> new Semaphore(MAX_READS, true))
        : writes.computeIfAbsent(endpoint.registry(), host -> new Semaphore(MAX_WRITES, true));
  }

  private Response exchange(Endpoint<?> endpoint) {
    HttpUrl base = base(endpoint);
    HttpUrl url = endpoint.url(base);
    int renewals = 0;
    int hops = 0;
    String renewed = null;
    while (true) {
      // Credentials never leave the registry: another host, or another port, is asked as anybody.
      String registry = sameOrigin(url, base) ? endpoint.registry() : "";
      var key = new Authenticator.Key(origin(url), registry, endpoint.scope());
      String header = renewed == null ? authenticator.known(key) : renewed;
      renewed = null;
      Response response = send(endpoint, url, header);
      quotas.note(registry, response);
      if (response.code() == 401) {
        Reply reply = endpoint.reply(response);
        if (++renewals > MAX_RENEWALS) {
          throw authenticator.refused(key, url, reply);
        }
        renewed = authenticator.answer(key, url, reply, header);
      } else if (response.isRedirect()) {
        response.close();
        if (++hops > MAX_HOPS) {
          throw broken(endpoint, "it redirects more than " + MAX_HOPS + " times");
        }
        url = target(endpoint, url, response.header("Location"));
      } else if (response.isSuccessful()) {
        return response;
      } else {
        Reply reply = endpoint.reply(response);
        throw quotas.told(
            registry,
            RegistryErrors.failure(
                endpoint.action(), endpoint.subject(), endpoint.registry(), reply));
      }
    }
  }

  /** The address that an endpoint is first asked at. */
  HttpUrl address(Endpoint<?> endpoint) {
    return endpoint.url(base(endpoint));
  }

  /** What the probe says is said of the endpoint's own action. */
  private HttpUrl base(Endpoint<?> endpoint) {
    try {
      return schemes.base(endpoint.registry());
    } catch (FailureException e) {
      Failure told =
          e.failure() instanceof Failure.Unreachable u
              ? new Failure.Unreachable(endpoint.action(), endpoint.subject(), u.cause())
              : e.failure();
      throw new FailureException(told, e);
    }
  }

  private Response send(Endpoint<?> endpoint, HttpUrl url, @Nullable String header) {
    Request.Builder request =
        Clients.request(endpoint.registry())
            .url(url)
            .headers(endpoint.headers())
            .method(endpoint.method(), endpoint.body())
            .header("Accept", endpoint.accept());
    if (header != null) {
      request.header("Authorization", header);
    }
    return transport.send(
        request.build(), endpoint.action(), endpoint.subject(), endpoint.isAwaited());
  }

  private static HttpUrl target(Endpoint<?> endpoint, HttpUrl from, @Nullable String location) {
    HttpUrl to = location == null ? null : from.resolve(location);
    if (to == null) {
      throw broken(endpoint, "it redirects to nowhere");
    }
    if (from.isHttps() && !to.isHttps()) {
      throw broken(endpoint, "it redirects to " + to.host() + " without encryption");
    }
    return to;
  }

  private static FailureException broken(Endpoint<?> endpoint, String why) {
    return new FailureException(new Failure.Broken(endpoint.action(), endpoint.subject(), why));
  }

  static boolean sameOrigin(HttpUrl a, HttpUrl b) {
    return origin(a).equals(origin(b));
  }

  private static String origin(HttpUrl url) {
    return url.scheme() + "://" + url.host() + ":" + url.port();
  }
}
