package org.dimdesktop.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * Whether a registry is spoken to with or without encryption. Plain HTTP is tried only on this
 * machine and where a person allowed it; every other registry is HTTPS, whatever it answers.
 */
final class Schemes {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ACTION = "reach";

  private final Transport transport;
  private final Predicate<String> insecure;
  private final Map<String, HttpUrl> found = new ConcurrentHashMap<>();

  Schemes(Transport transport, Predicate<String> insecure) {
    this.transport = transport;
    this.insecure = insecure;
  }

  /** The address that a registry's routes are below. */
  HttpUrl base(String registry) {
    boolean loopback = Hosts.isLoopback(registry);
    if (!loopback && !insecure.test(registry)) {
      return url("https", registry);
    }
    HttpUrl known = found.get(registry);
    if (known != null) {
      return known;
    }
    // On this machine plain HTTP is the rule and nobody listens; elsewhere encryption comes first.
    List<String> order = loopback ? List.of("http", "https") : List.of("https", "http");
    HttpUrl base = probe(registry, order);
    found.put(registry, base);
    return base;
  }

  /** Forgets what was found, after a failure to connect. */
  void forget(String registry) {
    found.remove(registry);
  }

  private HttpUrl probe(String registry, List<String> order) {
    IOException first = null;
    for (String scheme : order) {
      HttpUrl base = url(scheme, registry);
      Request ping =
          Clients.request(registry).url(base.newBuilder().addPathSegments("v2/").build()).build();
      try (Response response = transport.once(ping, PATIENCE)) {
        // A TLS port answers plain HTTP with 400 in plain text.
        if (base.isHttps() || response.code() != 400) {
          return base;
        }
      } catch (IOException e) {
        first = first == null ? e : first;
        if (e instanceof java.net.ConnectException) {
          break; // the port is shut for either scheme
        }
      } catch (InterruptedException _) {
        throw Interrupts.cancelled(ACTION, registry);
      }
    }
    if (first == null) {
      return url(order.getFirst(), registry);
    }
    throw transport.failure(ACTION, registry, url(order.getFirst(), registry), first);
  }

  private static HttpUrl url(String scheme, String registry) {
    HttpUrl url = HttpUrl.parse(scheme + "://" + Hosts.api(registry) + "/");
    if (url == null) {
      throw new FailureException(
          new Failure.Invalid(ACTION, registry, "this is not the address of a registry", "host"));
    }
    return url;
  }
}
